// Documents into plain text: byte order marks, UTF-16, WebVTT and SRT captions.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "candour/candour.h"
#include "text.h"

namespace candour {
namespace {

using namespace detail;

std::string_view trim(std::string_view line) {
  const Span span = trimmed(line, {0, static_cast<std::uint32_t>(line.size())});
  return line.substr(span.start, span.end - span.start);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = std::min(text.find_first_of("\r\n", from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + (text.substr(to, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? (a << 8) | b : (b << 8) | a);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(at);
    const bool high = code >= 0xD800 && code < 0xDC00;
    if (high && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10U) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;  // a lone surrogate
    }
    append_utf8(out, code);
  }
  return out;
}

/// One caption: who speaks, and the words without tags.
struct Caption {
  std::string speaker, text;
};

/// Takes "<v Name>" out of a caption's line, drops other tags and decodes the few entities captions use.
void read_caption_line(std::string_view line, Caption& caption) {
  std::string words;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '<') {
      const std::size_t close = line.find('>', at);
      if (close == std::string_view::npos) {
        words.push_back('<');
        continue;
      }
      const std::string_view tag = line.substr(at + 1, close - at - 1);
      if (tag.starts_with("v ") || tag.starts_with("v.")) {
        const std::size_t space = tag.find(' ');
        if (space != std::string_view::npos) caption.speaker = trim(tag.substr(space + 1));
      }
      at = close;
      continue;
    }
    if (line[at] == '&') {
      static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
          {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&lrm;", ""}, {"&rlm;", ""}}};
      const auto it = std::find_if(kEntities.begin(), kEntities.end(),
                                   [&](const auto& e) { return line.substr(at).starts_with(e.first); });
      if (it != kEntities.end()) {
        words += it->second;
        at += it->first.size() - 1;
        continue;
      }
    }
    words.push_back(line[at]);
  }
  const std::string_view clean = trim(words);
  if (clean.empty()) return;
  if (!caption.text.empty()) caption.text.push_back(' ');
  caption.text += clean;
}

bool is_timing(std::string_view line) { return line.find("-->") != std::string_view::npos; }

bool ends_sentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with(".\"") ||
         text.ends_with("…");
}

/// How much of `next` repeats the end of `before`: roll-up captions show a line twice.
std::size_t repeated(std::string_view before, std::string_view next) {
  for (std::size_t length = std::min(before.size(), next.size()); length > 0; --length) {
    const bool word_edge = length == next.size() || next[length] == ' ';
    const bool edge_before = length == before.size() || before[before.size() - length - 1] == ' ' ||
                             before[before.size() - length - 1] == '\n';
    if (word_edge && edge_before && before.ends_with(next.substr(0, length))) return length;
  }
  return 0;
}

std::string captions_to_text(std::string_view text) {
  std::string out;
  std::string speaker;
  std::string paragraph;
  const auto flush = [&] {
    if (paragraph.empty()) return;
    if (!out.empty()) out += "\n\n";
    out += paragraph;
    paragraph.clear();
  };
  const std::vector<std::string_view> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_timing(lines[i])) continue;  // header, NOTE, STYLE, numbers and identifiers stand outside captions
    Caption caption;
    while (i + 1 < lines.size() && !trim(lines[i + 1]).empty() && !is_timing(lines[i + 1]))
      read_caption_line(lines[++i], caption);
    if (caption.text.empty()) continue;
    constexpr std::size_t kParagraph = 600;  // characters after which a sentence's end starts a new paragraph
    if (caption.speaker != speaker && !caption.speaker.empty()) {
      flush();
      speaker = caption.speaker;
      paragraph = speaker + ": ";
    } else if (paragraph.size() > kParagraph && ends_sentence(paragraph)) {
      flush();
    }
    std::string_view words = caption.text;
    words.remove_prefix(repeated(paragraph, words));
    words = trim(words);
    if (words.empty()) continue;
    if (!paragraph.empty() && paragraph.back() != ' ') paragraph.push_back(' ');
    paragraph += words;
  }
  flush();
  return out;
}

}  // namespace

Result<std::string> normalise(std::string_view bytes, std::string_view type) {
  std::string text;
  if (bytes.starts_with("\xFF\xFE"))
    text = from_utf16(bytes.substr(2), false);
  else if (bytes.starts_with("\xFE\xFF"))
    text = from_utf16(bytes.substr(2), true);
  else
    text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  if (const auto bad = first_malformed(text)) {
    return Error{
        "utf8", "The file is not valid UTF-8 text: byte " + std::to_string(*bad) + " does not belong to any character.",
        "", "", *bad};
  }
  if (type == "vtt" || type == "srt") return captions_to_text(text);
  return text;
}

}  // namespace candour
