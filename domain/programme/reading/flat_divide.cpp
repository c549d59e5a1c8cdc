#include "domain/programme/reading/flat_divide.h"

#include <algorithm>
#include <cmath>

namespace gongkai::programme {

namespace {

// How far lines are, on the mean, from where they would stand in the middle of the stretch [a, b).
double offset(const Division& d, const std::vector<double>& seen, bool before_line, std::size_t a, std::size_t b) {
    const double size = d.height[b] - d.height[a];
    const auto count = static_cast<double>(seen.size());
    double off = 0;
    if (d.top.empty()) {
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const double at = (d.in_block ? 0 : static_cast<double>(i)) + (size - count) / 2;
            const double above = std::clamp(before_line ? std::ceil(at) : std::floor(at) + 1, 0.0, size);
            off += std::abs(seen[i] - d.height[a] - above);
        }
        return off / count;
    }
    // Lines that stand on almost the same height may be read in either order.
    constexpr double same = 0.2;
    const double centre = (d.top[a] + d.top[b]) / 2;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const double at = centre - count / 2 + (d.in_block ? 0 : static_cast<double>(i)) + 0.5;
        const auto above = [&](double shift) {
            const auto found =
                static_cast<double>(std::lower_bound(d.lines.begin(), d.lines.end(), at + shift) - d.lines.begin());
            return std::clamp(found, d.height[a], d.height[b]);
        };
        const double miss = std::max({0.0, above(-same) - seen[i], seen[i] - above(same)});
        off += miss > 0 ? miss : seen[i] == above(before_line ? -0.02 : 0.02) ? 0 : 0.35;
    }
    return off / count;
}

double misfit(const Division& d, std::size_t j, std::size_t a, std::size_t b) {
    constexpr double weight = 2.5;
    const bool known = !d.seen.empty() && d.seen[j].size() <= 12 && d.anchor == 0.5;
    double off = known ? weight * offset(d, d.seen[j], d.before_line, a, b)
                       : std::abs(d.middle[j] - (d.height[a] + d.anchor * (d.height[b] - d.height[a])));
    if (!d.titles.empty() && d.titles[j].size() <= 12)
        off = std::min(off, 6.0) + std::min(6.0, weight * offset(d, d.titles[j], true, a, b));
    return off;
}

// What stands beside a label and would not be given to it.
double apart(const Division& d, std::size_t j, std::size_t a, std::size_t b) {
    if (d.beside.empty())
        return 0;
    const auto lost = std::count_if(d.beside[j].begin(), d.beside[j].end(),
                                    [&](double line) { return line < d.height[a] || line >= d.height[b]; });
    return 4.0 * static_cast<double>(lost);
}

}  // namespace

std::vector<Stretch> divide(const Division& d, double& total) {
    const std::size_t n = d.count, k = d.middle.size();
    if (n == 0)
        return {};
    std::vector<double> kept(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i)
        kept[i + 1] = kept[i] + (i > 0 ? d.keep[i] : 0);
    const auto inside = [&](std::size_t a, std::size_t b) { return kept[b] - kept[a + 1]; };
    // best[b]: cheapest way to give away things [0, b); from[j][b - low[j]]: where the stretch of label j began.
    std::vector<double> best(n + 1, impossible);
    best[0] = 0;
    std::size_t first_end = 0;
    std::vector<double> with_carry(n + 1, impossible);
    if (d.carry < impossible) {
        for (std::size_t b = 1; b <= std::min(n, d.longest); ++b)
            best[b] = d.carry + inside(0, b) + (b < n ? d.part[b] : 0);
        first_end = std::min(n, d.longest);
    }
    std::vector<std::vector<std::size_t>> from(k);
    std::vector<std::size_t> low(k);
    std::size_t lowest = 0, highest = first_end;
    for (std::size_t j = 0; j < k; ++j) {
        // Ends near the label's height, and never before the ends that are reachable.
        const auto near =
            static_cast<std::size_t>(std::lower_bound(d.height.begin(), d.height.end(), d.middle[j]) - d.height.begin());
        const std::size_t begin = std::max(lowest + 1, near > d.longest ? near - d.longest : 0);
        const std::size_t end = std::min(n, std::max(near + d.longest, begin));
        if (begin > end)
            return {};
        std::vector<double> next(end + 1 - begin, impossible);
        from[j].assign(end + 1 - begin, 0);
        low[j] = begin;
        for (std::size_t b = begin; b <= end; ++b) {
            for (std::size_t a = std::max(lowest, b > d.longest ? b - d.longest : 0); a < b && a <= highest; ++a) {
                if (best[a] == impossible)
                    continue;
                const double off = misfit(d, j, a, b);
                const double cost =
                    best[a] + inside(a, b) + (b < n ? d.part[b] : 0) + 0.25 * std::min(off, 8.0) + 0.01 * off + apart(d, j, a, b);
                if (cost < next[b - begin]) {
                    next[b - begin] = cost;
                    from[j][b - begin] = a;
                }
            }
        }
        std::fill(best.begin() + static_cast<std::ptrdiff_t>(lowest), best.begin() + static_cast<std::ptrdiff_t>(highest) + 1,
                  impossible);
        std::copy(next.begin(), next.end(), best.begin() + static_cast<std::ptrdiff_t>(begin));
        lowest = begin;
        highest = end;
    }
    // The end: all things given away, or the last ones trail.
    std::size_t end = n;
    double least = best[n];
    if (d.trail < impossible) {
        for (std::size_t b = std::max<std::size_t>(lowest, n > d.longest ? n - d.longest : 0); b < n && b <= highest; ++b) {
            if (best[b] + d.trail + inside(b, n) < least) {
                least = best[b] + d.trail + inside(b, n);
                end = b;
            }
        }
    }
    if (least == impossible)
        return {};
    total += least;
    std::vector<Stretch> stretches;
    if (end < n)
        stretches.push_back({end, n, -1});
    std::size_t b = end;
    for (std::size_t j = k; j-- > 0;) {
        const std::size_t a = from[j][b - low[j]];
        stretches.push_back({a, b, static_cast<int>(j)});
        b = a;
    }
    if (b > 0)
        stretches.push_back({0, b, -1});
    std::reverse(stretches.begin(), stretches.end());
    return stretches;
}

std::vector<bool> unsure_edges(const Division& d, const std::vector<Stretch>& stretches) {
    constexpr double nearly = 0.22;
    std::vector<bool> unsure(stretches.size(), false);
    const auto cost = [&](int label, std::size_t a, std::size_t b) {
        const auto j = static_cast<std::size_t>(label);
        const double off = misfit(d, j, a, b);
        return 0.25 * std::min(off, 8.0) + 0.01 * off + apart(d, j, a, b);
    };
    for (std::size_t s = 0; s + 1 < stretches.size(); ++s) {
        const Stretch &upper = stretches[s], &lower = stretches[s + 1];
        if (upper.label < 0 || lower.label < 0)
            continue;
        const double here = cost(upper.label, upper.start, upper.end) + cost(lower.label, lower.start, lower.end);
        for (const std::size_t edge : {upper.end - 1, upper.end + 1}) {
            if (edge <= upper.start || edge >= lower.end)
                continue;
            const double there = cost(upper.label, upper.start, edge) + cost(lower.label, edge, lower.end) + d.part[edge] -
                                 d.keep[edge] - d.part[upper.end] + d.keep[upper.end];
            if (there - here < nearly)
                unsure[s] = unsure[s + 1] = true;
        }
    }
    return unsure;
}

std::vector<Stretch> divide_by_middle(const Division& d) {
    std::vector<Stretch> stretches;
    std::size_t start = 0;
    for (std::size_t j = 0; j < d.middle.size() && start < d.count; ++j) {
        std::size_t end = d.count;
        if (j + 1 < d.middle.size()) {
            const double edge = (d.middle[j] + d.middle[j + 1]) / 2;
            end = start + 1;
            while (end < d.count && d.height[end] < edge)
                ++end;
        }
        stretches.push_back({start, end, static_cast<int>(j)});
        start = end;
    }
    if (d.middle.empty() && d.count > 0)
        stretches.push_back({0, d.count, -1});
    return stretches;
}

}  // namespace gongkai::programme
