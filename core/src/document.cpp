#include "document.h"

#include <algorithm>
#include <map>
#include <optional>

#include "text.h"

namespace candour::detail {
namespace {

constexpr std::uint32_t kWidestWrap = 160;      // bytes; a longer line was not wrapped by hand or by a PDF
constexpr std::uint32_t kLongestHeading = 120;  // bytes
constexpr std::uint32_t kLongestLabel = 60;     // bytes of a speaker's label
constexpr std::size_t kFurnitureRepeats = 3;    // a line that stands so often, digits aside, is a running header

struct Line {
  Span span;  ///< trimmed
  bool blank = false;
  bool furniture = false;
};

std::string_view view(std::string_view text, Span span) { return text.substr(span.start, span.end - span.start); }

bool ends_sentence(std::string_view line) {
  static constexpr std::array<std::string_view, 9> kEnds{".", "?", "!", ":", ";", "\"", "\u201D", "\u2019", ")"};
  return std::any_of(kEnds.begin(), kEnds.end(), [line](std::string_view e) { return line.ends_with(e); });
}

bool ends_full_stop(std::string_view line) {
  while (!line.empty() &&
         (line.ends_with('"') || line.ends_with(')') || line.ends_with("\u201D") || line.ends_with("\u2019"))) {
    line.remove_suffix(line.ends_with('"') || line.ends_with(')') ? 1 : std::string_view("\u201D").size());
  }
  return line.ends_with('.') || line.ends_with('?') || line.ends_with('!') || line.ends_with(':') ||
         line.ends_with(';');
}

char32_t first_character(std::string_view line) { return line.empty() ? U' ' : decode(line, 0).code; }

bool starts_lower(std::string_view line) {
  const char32_t c = first_character(line);
  return is_letter(c) && !is_upper(c);
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  std::size_t from = 0;
  while (from <= text.size()) {
    std::size_t to = text.find_first_of("\n\r\f\v", from);
    if (to == std::string_view::npos) to = text.size();
    const Span span = trimmed(text, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
    lines.push_back({span, span.start == span.end, false});
    from = to + (text.substr(to, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

bool is_page_number(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  if (line.size() > kLongest || line.empty()) return false;
  bool digit = false;
  std::string rest;
  for (const char c : line) {
    if (is_digit(static_cast<unsigned char>(c)))
      digit = true;
    else if (c != ' ' && c != '-' && c != '|' && c != '/')
      rest.push_back(static_cast<char>(to_lower(static_cast<unsigned char>(c))));
  }
  return digit && (rest.empty() || rest == "page" || rest == "pageof" || rest == "of");
}

void mark_furniture(std::string_view text, std::vector<Line>& lines) {
  constexpr std::size_t kLongest = 100;  // bytes of a running header
  std::map<std::string, std::vector<std::size_t>> seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = view(text, lines[i].span);
    if (is_page_number(line)) {
      // a bare number inside a paragraph is more likely a wrapped figure
      const bool alone =
          (i == 0 || lines[i - 1].blank || lines[i - 1].furniture) || (i + 1 >= lines.size() || lines[i + 1].blank);
      lines[i].furniture = alone;
    } else if (!line.empty() && line.size() <= kLongest && !ends_sentence(line)) {
      std::string shape;
      for (const char c : line) {
        if (!is_digit(static_cast<unsigned char>(c)))
          shape.push_back(c);
        else if (shape.empty() || shape.back() != '#')
          shape.push_back('#');
      }
      seen[shape].push_back(i);
    }
  }
  for (const auto& [shape, where] : seen) {
    if (where.size() < kFurnitureRepeats || shape.find_first_of("•*") != std::string::npos) continue;
    // only what repeats after at least a screenful: a table's rows stand close together
    constexpr std::size_t kFewestLinesApart = 8;
    bool apart = true;
    for (std::size_t k = 1; k < where.size(); ++k) apart = apart && where[k] - where[k - 1] >= kFewestLinesApart;
    if (!apart) continue;
    for (const std::size_t i : where) lines[i].furniture = true;
  }
}

/// Bytes of a bullet or number that opens a list item, white space included; 0 for none.
std::uint32_t bullet_length(std::string_view line) {
  static constexpr std::array<std::string_view, 13> kBullets{"• ", "- ", "– ", "— ", "* ",      "▪ ", "● ",
                                                             "○ ", "◦ ", "· ", "□ ", "\u25A0 ", "o "};
  for (const std::string_view bullet : kBullets) {
    if (line.starts_with(bullet)) return static_cast<std::uint32_t>(bullet.size());
  }
  if (line.starts_with("•")) return static_cast<std::uint32_t>(std::string_view("•").size());
  constexpr std::size_t kLongestNumber = 6;
  std::size_t at = line.starts_with('(') ? 1 : 0;
  const std::size_t from = at;
  while (at < line.size() && at - from < kLongestNumber &&
         (is_digit(static_cast<unsigned char>(line[at])) ||
          (line[at] == '.' && at > from && at + 1 < line.size() && is_digit(static_cast<unsigned char>(line[at + 1])))))
    ++at;
  if (at == from && at < line.size() && is_letter(static_cast<unsigned char>(line[at]))) ++at;  // (a), b)
  if (at == from || at + 1 >= line.size()) return 0;
  const bool letter = is_letter(static_cast<unsigned char>(line[at - 1]));
  if (line[at] == ')' || (line[at] == '.' && !letter))
    ++at;
  else
    return 0;
  if (at >= line.size() || line[at] != ' ') return 0;
  while (at < line.size() && line[at] == ' ') ++at;
  return static_cast<std::uint32_t>(at);
}

struct Label {
  std::uint32_t length = 0;  ///< bytes of "Chair: ", white space included
  std::string name;
  bool certain = false;  ///< a title or a role is in it; otherwise it must stand twice
};

std::uint64_t word_hash(std::string_view word) {
  std::string lower;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = decode(word, at);
    append_utf8(lower, to_lower(c.code));
    at += c.length;
  }
  return fnv1a(lower);
}

bool listed(const std::vector<std::uint64_t>& hashes, std::string_view word) {
  return std::binary_search(hashes.begin(), hashes.end(), word_hash(word));
}

/// "Chair: ", "Q12 Ms Smith: ", "Mr. WAGONER. ", "The CHAIRMAN. " at the head of a line.
std::optional<Label> speaker_label(std::string_view line, const Knowledge& knowledge) {
  constexpr std::size_t kMostWords = 7;
  const std::size_t limit = std::min<std::size_t>(line.size(), kLongestLabel);
  std::size_t at = 0;
  std::size_t words = 0;
  bool certain = false;
  bool titled = false;
  bool shouted = false;
  while (at < limit && words < kMostWords) {
    const std::size_t from = at;
    while (at < limit && line[at] != ' ' && line[at] != ':') ++at;
    std::string_view word = line.substr(from, at - from);
    const bool colon = at < line.size() && line[at] == ':';
    std::string_view bare = word;
    while (!bare.empty() && (bare.back() == '.' || bare.back() == ',' || bare.back() == ')')) bare.remove_suffix(1);
    while (!bare.empty() && bare.front() == '(') bare.remove_prefix(1);
    if (bare.empty()) return std::nullopt;
    const char32_t first = decode(bare, 0).code;
    const bool small = bare == "of" || bare == "the" || bare == "and" || bare == "for" || bare == "de" || bare == "van";
    if (!is_upper(first) && !is_digit(first) && !small) return std::nullopt;
    const bool number =
        is_digit(first) || (bare.size() > 1 && bare.front() == 'Q' && is_digit(static_cast<unsigned char>(bare[1])));
    const bool title = listed(knowledge.speaker_titles, bare);
    if (title || (listed(knowledge.speaker_roles, bare) && bare.size() > 1)) certain = certain || bare != "The";
    if (!number) ++words;
    shouted = bare.size() > 2 && std::none_of(bare.begin(), bare.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (colon) {
      std::size_t end = at + 1;
      if (end < line.size() && line[end] != ' ') return std::nullopt;
      while (end < line.size() && line[end] == ' ') ++end;
      if (words == 0) return std::nullopt;
      return Label{static_cast<std::uint32_t>(end), std::string(line.substr(0, at)), certain && words <= kMostWords};
    }
    // the American form ends with a stop behind a shouted or titled surname
    if (word.ends_with('.') && !title && (titled || shouted) && (certain || words == 2) && (shouted || titled)) {
      if (!(titled || certain)) return std::nullopt;
      std::size_t end = at;
      while (end < line.size() && line[end] == ' ') ++end;
      return Label{static_cast<std::uint32_t>(end), std::string(line.substr(0, at - 1)), true};
    }
    titled = titled || title;
    while (at < limit && line[at] == ' ') ++at;
  }
  return std::nullopt;
}

/// The speaker's name without the number of the question.
std::string clean_name(std::string_view name) {
  if (name.size() > 1 && name.front() == 'Q' && is_digit(static_cast<unsigned char>(name[1]))) {
    const std::size_t space = name.find(' ');
    return space == std::string_view::npos ? std::string(name) : std::string(name.substr(space + 1));
  }
  return std::string(name);
}

class Reader {
 public:
  Reader(std::string_view text, const Knowledge& knowledge)
      : text_(text), knowledge_(knowledge), lines_(split_lines(text)) {
    mark_furniture(text, lines_);
    measure();
    count_labels();
  }

  Document read() {
    bool open = false;  // whether the last block may take the next line
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.furniture) continue;
      if (line.blank) {
        open = false;
        continue;
      }
      const bool joins = open && continues(i);
      if (joins || bridges(i)) {
        extend(line.span, open);
      } else {
        start(line.span);
      }
      open = true;
    }
    for (Block& block : document_.blocks) classify(block);
    return std::move(document_);
  }

 private:
  /// The width at which lines were wrapped, or 0.
  void measure() {
    std::vector<std::uint32_t> lengths;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!lines_[i].blank && !lines_[i].furniture && !lines_[i + 1].blank)
        lengths.push_back(lines_[i].span.end - lines_[i].span.start);
    }
    if (lengths.empty()) return;
    const std::size_t rank = lengths.size() * 9 / 10;
    std::nth_element(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(rank), lengths.end());
    constexpr std::uint32_t kNarrowestWrap = 40;
    if (lengths[rank] <= kWidestWrap && lengths[rank] >= kNarrowestWrap) wrap_ = lengths[rank];
  }

  void count_labels() {
    for (const Line& line : lines_) {
      if (line.blank || line.furniture) continue;
      if (const auto label = speaker_label(view(text_, line.span), knowledge_)) ++labels_[clean_name(label->name)];
    }
  }

  [[nodiscard]] std::optional<Label> label_of(std::string_view line) const {
    auto label = speaker_label(line, knowledge_);
    if (!label) return std::nullopt;
    const auto it = labels_.find(clean_name(label->name));
    constexpr int kSurelyASpeaker = 2;
    if (!label->certain && (it == labels_.end() || it->second < kSurelyASpeaker)) return std::nullopt;
    return label;
  }

  [[nodiscard]] bool opens_block(std::string_view line) const {
    return line.starts_with('#') || bullet_length(line) != 0 || label_of(line).has_value();
  }

  /// Whether line i goes on with the block of the line before it, which is not blank.
  [[nodiscard]] bool continues(std::size_t i) const {
    const std::string_view line = view(text_, lines_[i].span);
    if (opens_block(line)) return false;
    const std::string_view last = view(text_, document_.blocks.back().pieces.back());
    if (last.starts_with('#') && document_.blocks.back().pieces.size() == 1 &&
        last_line_ == document_.blocks.back().pieces.back().start)
      return false;
    if (wrap_ == 0) return starts_lower(line) && !ends_full_stop(last);
    const std::string_view before = view(text_, {last_line_, document_.blocks.back().pieces.back().end});
    const std::size_t space = line.find(' ');
    const std::size_t first_word = space == std::string_view::npos ? line.size() : space;
    const bool full =
        before.size() + 1 + first_word > std::size_t{wrap_} * 9 / 10;  // the next word would not have fitted
    if (full) return true;
    return !ends_full_stop(before) && (starts_lower(line) || before.size() * 10 > std::size_t{wrap_} * 8);
  }

  /// Whether line i goes on with a sentence that a page break or a blank line has cut.
  [[nodiscard]] bool bridges(std::size_t i) const {
    if (document_.blocks.empty()) return false;
    const std::string_view line = view(text_, lines_[i].span);
    if (!starts_lower(line) || opens_block(line)) return false;
    const Block& block = document_.blocks.back();
    return !ends_full_stop(view(text_, block.pieces.back()));
  }

  void extend(Span span, bool adjacent) {
    std::vector<Span>& pieces = document_.blocks.back().pieces;
    if (adjacent)
      pieces.back().end = span.end;
    else
      pieces.push_back(span);
    last_line_ = span.start;
  }

  void start(Span span) {
    document_.blocks.push_back({BlockKind::paragraph, {span}, -1, span.start});
    last_line_ = span.start;
  }

  void classify(Block& block) {
    const std::string_view line = view(text_, block.pieces.front());
    if (line.starts_with('#')) {
      block.kind = BlockKind::heading;
      block.body =
          block.pieces.front().start + static_cast<std::uint32_t>(std::min(line.find_first_not_of("# "), line.size()));
      block.speaker = -1;
      return;
    }
    if (const auto label = label_of(line)) {
      speaker_ = speaker_number(clean_name(label->name));
      block.speaker = speaker_;
      block.body = block.pieces.front().start + label->length;
      return;
    }
    if (const std::uint32_t bullet = bullet_length(line); bullet != 0) {
      block.kind = BlockKind::item;
      block.body = block.pieces.front().start + bullet;
      block.speaker = speaker_;
      return;
    }
    block.speaker = speaker_;
    if (block.pieces.size() == 1 && line.size() <= kLongestHeading && !ends_sentence(line) && !starts_lower(line))
      block.kind = BlockKind::heading;
  }

  int speaker_number(const std::string& name) {
    const auto it = std::find(document_.speakers.begin(), document_.speakers.end(), name);
    if (it != document_.speakers.end()) return static_cast<int>(it - document_.speakers.begin());
    document_.speakers.push_back(name);
    return static_cast<int>(document_.speakers.size()) - 1;
  }

  std::string_view text_;
  const Knowledge& knowledge_;
  std::vector<Line> lines_;
  std::map<std::string, int> labels_;
  Document document_;
  std::uint32_t wrap_ = 0;
  std::uint32_t last_line_ = 0;  ///< where the last line taken begins
  int speaker_ = -1;
};

}  // namespace

Document read_document(std::string_view text, const Knowledge& knowledge) { return Reader(text, knowledge).read(); }

}  // namespace candour::detail
