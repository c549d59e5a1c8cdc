#include "bench/search/corpus.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"

namespace gongkai::bench {
namespace {

constexpr std::uint64_t seed = 20260101;
constexpr std::size_t place_count = 120;

constexpr std::array categories{"政务公开", "财政预算", "政府采购", "人事任免", "招聘录用", "教育",     "卫生健康", "生态环境",
                                "自然资源", "住房建设", "农业农村", "水利",     "交通运输", "市场监管", "应急管理", "社会救助",
                                "文化旅游", "科技工信", "行政处罚", "行政许可", "规划计划", "统计数据", "建议提案", "规范性文件"};

struct Office {
    const char* name;
    const char* mark;
    std::uint32_t category;
};
constexpr std::array<Office, 30> offices{{{"人民政府办公室", "政办发", 0},
                                          {"人民政府", "政发", 23},
                                          {"财政局", "财发", 1},
                                          {"教育局", "教发", 5},
                                          {"卫生健康委员会", "卫健发", 6},
                                          {"生态环境局", "环发", 7},
                                          {"自然资源和规划局", "自然资发", 8},
                                          {"住房和城乡建设局", "建发", 9},
                                          {"农业农村局", "农发", 10},
                                          {"水务局", "水发", 11},
                                          {"交通运输局", "交发", 12},
                                          {"市场监督管理局", "市监发", 13},
                                          {"应急管理局", "应急发", 14},
                                          {"民政局", "民发", 15},
                                          {"文化和旅游局", "文旅发", 16},
                                          {"科学技术局", "科发", 17},
                                          {"工业和信息化局", "工信发", 17},
                                          {"综合行政执法局", "执法罚", 18},
                                          {"行政审批服务局", "审批发", 19},
                                          {"发展和改革委员会", "发改发", 20},
                                          {"统计局", "统发", 21},
                                          {"人力资源和社会保障局", "人社发", 4},
                                          {"公安局", "公发", 18},
                                          {"司法局", "司发", 23},
                                          {"审计局", "审发", 1},
                                          {"商务局", "商发", 17},
                                          {"退役军人事务局", "退役军人发", 15},
                                          {"医疗保障局", "医保发", 6},
                                          {"林业局", "林发", 10},
                                          {"公共资源交易中心", "公资发", 2}}};

constexpr std::array plans{"实施方案", "管理办法", "实施意见", "工作要点", "工作方案", "行动计划",
                           "暂行办法", "实施细则", "应急预案", "考核办法", "若干措施", "三年行动计划"};
constexpr std::array verbs{"加强", "规范", "做好", "推进", "开展", "进一步加强", "切实做好", "全面推进", "加快", "深化"};
constexpr std::array tasks{"工作", "管理", "建设", "改革", "服务", "整治", "保障", "监督检查"};
constexpr std::array papers{"通知", "公告", "通告", "意见", "函", "决定"};
constexpr std::array numerals{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
constexpr std::array names{"PM2.5", "5G", "GDP", "APP", "LED", "WIFI", "COVID-19", "VOCs", "PPP", "互联网+"};

template <std::size_t n>
const char* any(const std::array<const char*, n>& all, Random& random) {
    return all[random.below(n)];
}

std::string unzipped(const std::filesystem::path& path) {
    gzFile file = gzopen(path.c_str(), "rb");
    if (!file)
        throw std::runtime_error(path.string() + " cannot be opened");
    std::string text;
    char block[65536];
    for (int count = 0; (count = gzread(file, block, sizeof block)) > 0;)
        text.append(block, static_cast<std::size_t>(count));
    gzclose(file);
    return text;
}

char kind_of_tag(std::string_view tag) {
    if (tag == "v" || tag == "vn")
        return 'v';
    if (tag == "a" || tag == "an" || tag == "b")
        return 'a';
    if (tag == "ns")
        return 's';
    if (tag == "i" || tag == "l")
        return 'l';
    if (tag == "n" || tag == "d")
        return tag[0];
    return 'x';
}

}  // namespace

std::uint64_t Random::next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double Random::normal() {
    const double a = share() + 1e-12;
    return std::sqrt(-2 * std::log(a)) * std::cos(2 * 3.141592653589793 * share());
}

std::uint32_t Random::low(std::uint32_t n, double bend) {
    return std::min(n - 1, static_cast<std::uint32_t>(n * std::pow(share(), bend)));
}

Lottery::Lottery(const std::vector<double>& weights) : keep_(weights.size(), 1), other_(weights.size(), 0) {
    double sum = 0;
    for (const double weight : weights)
        sum += weight;
    std::vector<double> left;
    std::vector<std::uint32_t> small, large;
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        left.push_back(weights[i] * static_cast<double>(weights.size()) / sum);
        (left[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
        const std::uint32_t low = small.back();
        const std::uint32_t high = large.back();
        small.pop_back();
        keep_[low] = static_cast<float>(left[low]);
        other_[low] = high;
        left[high] -= 1 - left[low];
        if (left[high] < 1) {
            large.pop_back();
            small.push_back(high);
        }
    }
}

std::uint32_t Lottery::draw(Random& random) const {
    const std::uint32_t i = random.below(static_cast<std::uint32_t>(keep_.size()));
    return random.share() < keep_[i] ? i : other_[i];
}

Corpus::Corpus(const std::filesystem::path& data) {
    read_words(data / "words.tsv.gz");
    read_sentences(data / "sentences.tsv.gz");
    make_units();
    make_themes();
}

std::uint32_t Corpus::number_of(const std::string& word) {
    const auto [found, is_new] = numbers_.emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (is_new)
        words_.push_back(word);
    return found->second;
}

// word, frequency, kind
void Corpus::read_words(const std::filesystem::path& file) {
    std::map<char, std::vector<double>> weights;
    std::vector<std::pair<double, std::string>> towns;
    const std::string text = unzipped(file);
    for (const auto line : split(text, '\n')) {
        const auto fields = split(line, '\t');
        if (fields.size() != 3)
            continue;
        const std::string word(fields[0]);
        const double frequency = std::stod(std::string(fields[1]));
        const char kind = fields[2][0];
        kinds_[kind].words.push_back(number_of(word));
        weights[kind].push_back(std::pow(frequency + 0.2, 0.97));
        if (kind == 's' && count_code_points(word) == 3 && (word.ends_with("市") || word.ends_with("县") || word.ends_with("区")))
            towns.emplace_back(frequency, word);
    }
    for (auto& [kind, all] : kinds_)
        all.by_frequency = Lottery(weights[kind]);
    std::ranges::stable_sort(towns, std::ranges::greater(), &std::pair<double, std::string>::first);
    for (std::size_t i = 0; i < towns.size() && places_.size() < place_count; i += 2)
        places_.push_back(towns[i].second);
}

// One sentence a line: word/tag word/tag …
void Corpus::read_sentences(const std::filesystem::path& file) {
    const std::string text = unzipped(file);
    for (const auto line : split(text, '\n')) {
        std::vector<Token> sentence;
        for (const auto part : split(line, ' ')) {
            const auto slash = part.rfind('/');
            if (slash == std::string_view::npos || slash == 0)
                continue;
            const std::string word(part.substr(0, slash));
            sentence.push_back({number_of(word), count_code_points(word) < 2 ? 'x' : kind_of_tag(part.substr(slash + 1))});
        }
        if (sentence.size() < 5)
            continue;
        const auto number = static_cast<std::uint32_t>(sentences_.size());
        for (std::uint32_t i = 0; i + 2 < sentence.size(); ++i)
            after_[std::uint64_t{sentence[i].word} << 32 | sentence[i + 1].word].emplace_back(number, i + 2);
        sentences_.push_back(std::move(sentence));
    }
}

void Corpus::make_units() {
    Random random(seed ^ 77);
    std::vector<double> weights;
    for (std::size_t p = 0; p < places_.size(); ++p)
        for (std::size_t o = 0; o < offices.size(); ++o) {
            units_.push_back(places_[p] + offices[o].name);
            marks_.push_back(places_[p].substr(0, 3) + offices[o].mark);
            unit_category_.push_back(offices[o].category);
            weights.push_back(std::pow(1.0 + static_cast<double>(p), -0.7) * std::pow(1.0 + static_cast<double>(o), -0.5) *
                              (0.5 + random.share()));
        }
    unit_lottery_ = Lottery(weights);
}

void Corpus::make_themes() {
    Random random(seed ^ 78);
    themes_.resize(categories.size());
    for (auto& theme : themes_)
        for (int i = 0; i < 500; ++i) {
            const char kind = random.one_in(4) ? 'v' : 'n';
            const auto& all = kinds_.at(kind).words;
            theme.push_back(random.one_in(3) ? all[random.below(static_cast<std::uint32_t>(all.size()))] : draw(kind, random));
        }
}

std::uint32_t Corpus::draw(char kind, Random& random) const {
    const Kind& all = kinds_.at(kind);
    return all.words[all.by_frequency.draw(random)];
}

std::string Corpus::title(Random& random, const Paper& paper, const std::string& subject) const {
    const std::string& unit = units_[paper.unit];
    const std::string& place = places_[paper.unit / offices.size()];
    switch (random.below(14)) {
        case 0:
        case 1:
        case 2:
            return fmt::format("{}关于印发《{}{}{}》的通知", unit, random.one_in(2) ? place : "", subject, any(plans, random));
        case 3:
        case 4:
        case 5:
            return fmt::format("{}关于{}{}{}的{}", unit, any(verbs, random), subject, any(tasks, random), any(papers, random));
        case 6:
            return fmt::format("{}{}年政府信息公开工作年度报告", unit, paper.year);
        case 7:
            return fmt::format("{}{}年{}项目{}", unit, paper.year, subject, random.one_in(2) ? "公示" : "结果公告");
        case 8:
            return fmt::format("关于{}{}{}的批复", place, subject,
                               random.one_in(2) ? "项目环境影响报告表" : "工程可行性研究报告");
        case 9:
            return fmt::format("{}行政处罚决定书（{}{}有限公司）", unit, place, words_[draw('n', random)]);
        case 10:
            return fmt::format("对{}第{}届人大{}次会议第{}号建议的答复", place, random.between(10, 20), random.between(1, 6),
                               random.between(1, 600));
        case 11:
            return fmt::format("{}{}年{}{}", place, paper.year, subject, any(plans, random));
        case 12:
            return fmt::format("{}关于{}等同志任免职的通知", unit, words_[draw('r', random)]);
        default:
            return fmt::format("{}{}年第{}号{}抽查情况通报", unit, paper.year, random.between(1, 40), subject);
    }
}

// The body of one document while it is written.
class Corpus::Writer {
  public:
    Writer(const Corpus& corpus, Random& random, const Paper& paper, std::vector<std::uint32_t> own)
        : corpus_(corpus), random_(random), paper_(paper), own_(std::move(own)), replaced_(0.22 + 0.25 * random.share()) {}

    const std::string& own_word() { return corpus_.words_[own_[random_.low(static_cast<std::uint32_t>(own_.size()), 1.5)]]; }

    std::string body() {
        const auto wanted = static_cast<std::size_t>(std::clamp(std::exp(6.43 + 0.75 * random_.normal()), 200.0, 3000.0));
        opening();
        while (length_ < wanted) {
            headings();
            walk();
            detail();
            add("。");
            ++sentences_;
        }
        add(fmt::format("　{}　{}年{}月{}日", corpus_.units_[paper_.unit], paper_.year, month_of(paper_.day),
                        day_of_month(paper_.day)));
        return std::move(body_);
    }

  private:
    void add(const std::string& text) {
        body_ += text;
        length_ += count_code_points(text);
    }

    void opening() {
        if (!paper_.number.empty())
            add(paper_.number + "　");
        if (random_.one_in(2))
            add("各县区人民政府，各乡镇人民政府、街道办事处，市直有关部门：　");
        if (random_.one_in(3))
            return;
        const std::uint32_t other = corpus_.unit_lottery_.draw(random_);
        add(fmt::format("根据《{}关于{}{}{}的{}》（{}〔{}〕{}号）要求，结合实际，", corpus_.units_[other], any(verbs, random_),
                        own_word(), any(tasks, random_), any(papers, random_), corpus_.marks_[other],
                        paper_.year - random_.below(4), random_.between(1, 200)));
    }

    void headings() {
        if (sentences_ == 0 || (sentences_ > 3 && section_ < 10 && random_.one_in(4))) {
            add(fmt::format("　{}、{}{}{}。", numerals[section_], any(verbs, random_), own_word(), any(tasks, random_)));
            section_ = std::min<std::size_t>(section_ + 1, 9);
            paragraph_ = 0;
            sentences_ = 0;
        } else if (random_.one_in(5)) {
            add(fmt::format("（{}）{}{}。", numerals[paragraph_], any(verbs, random_), own_word()));
            paragraph_ = std::min<std::size_t>(paragraph_ + 1, 9);
        }
    }

    // From two words on, always one of those that followed such two words somewhere.
    void walk() {
        const auto& start = corpus_.sentences_[random_.below(static_cast<std::uint32_t>(corpus_.sentences_.size()))];
        std::uint32_t a = start[0].word;
        std::uint32_t b = start[1].word;
        emit(start[0]);
        emit(start[1]);
        for (std::uint32_t left = 18 + random_.below(40); left > 0; --left) {
            const auto next = corpus_.after_.find(std::uint64_t{a} << 32 | b);
            if (next == corpus_.after_.end())
                return;
            const auto [sentence, place] = next->second[random_.below(static_cast<std::uint32_t>(next->second.size()))];
            const Token& token = corpus_.sentences_[sentence][place];
            emit(token);
            a = std::exchange(b, token.word);
        }
    }

    void emit(const Token& token) {
        std::uint32_t word = token.word;
        if (token.kind != 'x' && random_.share() < replaced_) {
            if ((token.kind == 'n' || token.kind == 'v') && random_.share() < 0.42)
                word = own_[random_.low(static_cast<std::uint32_t>(own_.size()), 1.5)];
            else if (token.kind == 'n' && random_.one_in(40))
                word = corpus_.draw('r', random_);
            else if (corpus_.kinds_.contains(token.kind))
                word = corpus_.draw(token.kind, random_);
        }
        add(corpus_.words_[word]);
    }

    void detail() {
        switch (random_.below(16)) {
            case 0:
                add(fmt::format("，共计{}.{}万元", random_.between(2, 9000), random_.below(99)));
                break;
            case 1:
                add(fmt::format("，同比增长{}.{}%", random_.between(1, 30), random_.below(9)));
                break;
            case 2:
                add(fmt::format("，于{}年{}月{}日前完成", paper_.year, random_.between(1, 13), random_.between(1, 29)));
                break;
            case 3:
                add(fmt::format("，由{}负责", corpus_.units_[corpus_.unit_lottery_.draw(random_)]));
                break;
            case 4:
                if (random_.one_in(4))
                    add(fmt::format("，联系人：{}，联系电话：0{}-{}", corpus_.words_[corpus_.draw('r', random_)],
                                    random_.between(310, 999), random_.between(2'000'000, 8'999'999)));
                break;
            case 5:
                if (random_.one_in(5))
                    add(fmt::format("，统一社会信用代码：91{}MA{}X", random_.between(110'000, 659'999),
                                    random_.between(10'000'000, 99'999'999)));
                break;
            case 6:
                if (random_.one_in(4))
                    add(fmt::format("，涉及{}{}", any(names, random_), corpus_.words_[corpus_.draw('n', random_)]));
                break;
            default:
                break;
        }
    }

    const Corpus& corpus_;
    Random& random_;
    const Paper& paper_;
    std::vector<std::uint32_t> own_;  // the words this document is about
    double replaced_;
    std::string body_;
    std::size_t length_ = 0;
    std::size_t section_ = 0, paragraph_ = 0, sentences_ = 0;
};

Paper Corpus::paper(std::uint64_t id) const {
    Random random(Random(seed ^ id * 0xD1342543DE82EF95u).next() ^ id << 20);
    Paper paper;
    paper.id = id;
    paper.unit = unit_lottery_.draw(random);
    paper.category = random.below(10) < 6 ? unit_category_[paper.unit] : random.below(categories.size());
    paper.year = 2026 - static_cast<std::uint32_t>(std::min(21.0, -std::log(1 - random.share() * 0.985) * 5));
    const unsigned month = random.between(1, 13);
    paper.day = make_day(static_cast<int>(paper.year), month, random.between(1, 29));
    const double valid = random.share();
    paper.validity = valid < 0.78 ? 0 : valid < 0.88 ? 1 : valid < 0.95 ? 2 : 3;
    const std::string number = fmt::format("{}〔{}〕{}号", marks_[paper.unit], paper.year, 1 + random.low(380, 1.7));
    if (random.below(10) < 8)
        paper.number = number;

    std::vector<std::uint32_t> own;
    for (std::uint32_t left = 6 + random.below(16); left > 0; --left) {
        const double from = random.share();
        const auto& nouns = kinds_.at('n').words;
        own.push_back(from < 0.5    ? themes_[paper.category][random.low(500, 1.6)]
                      : from < 0.85 ? draw('n', random)
                      : from < 0.95 ? draw('v', random)
                                    : nouns[random.below(static_cast<std::uint32_t>(nouns.size()))]);
    }
    std::string subject;
    for (std::uint32_t i = 0, n = 1 + random.below(3); i < n; ++i)
        subject += words_[own[i]];
    paper.title = title(random, paper, subject);
    paper.body = Writer(*this, random, paper, std::move(own)).body();
    return paper;
}

}  // namespace gongkai::bench
