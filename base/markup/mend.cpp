// What a page's outline and its lists must keep to.
#include <algorithm>

#include "base/markup/tree.h"

namespace gongkai::markup {
namespace {

constexpr int highest = 2, lowest = 6;

// Items from `at` on whose depth is at least `depth`, as a list; `at` is then behind them.
Block list_of(Blocks& blocks, std::size_t& at, int depth) {
    Block list;
    list.kind = Block::Kind::list;
    while (at < blocks.size() && blocks[at].kind == Block::Kind::paragraph && blocks[at].level >= depth) {
        if (blocks[at].level > depth && !list.items.empty()) {
            list.items.back().blocks.push_back(list_of(blocks, at, depth + 1));
            continue;
        }
        blocks[at].level = 0;
        list.items.emplace_back();
        list.items.back().blocks.push_back(std::move(blocks[at++]));
    }
    return list;
}

}  // namespace

void mend_headings(Blocks& blocks) {
    std::vector<int> above;  // levels as written, each deeper than the one before
    for (auto& block : blocks) {
        if (block.kind != Block::Kind::heading)
            continue;
        while (!above.empty() && above.back() >= block.level)
            above.pop_back();
        above.push_back(block.level);
        block.level = std::min(highest - 1 + static_cast<int>(above.size()), lowest);
    }
}

void gather_items(Blocks& blocks) {
    Blocks out;
    for (std::size_t at = 0; at < blocks.size();)
        if (blocks[at].kind == Block::Kind::paragraph && blocks[at].level > 0)
            out.push_back(list_of(blocks, at, 1));
        else
            out.push_back(std::move(blocks[at++]));
    blocks = std::move(out);
}

}  // namespace gongkai::markup
