// text: for a person at a terminal. Every finding with its line, how good or bad, its words, and why.
#include <algorithm>
#include <string>
#include <vector>

#include "write.h"

namespace candour::cli {
namespace {

constexpr std::size_t kIndent = 7;  // columns before a finding's words: its line's number and its sign

Ink ink_of(const Finding& finding) {
  if (finding.label == Label::strength) return Ink::strength;
  return finding.severity == 3 ? Ink::grave : Ink::concern;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t has = columns(text);
  const std::string blanks(has < width ? width - has : 0, ' ');
  return right ? blanks + text : text + blanks;
}

/// Breaks a line at blanks so that no piece is wider than `width`; 0 never breaks.
std::vector<std::string> broken(std::string_view line, std::size_t width) {
  std::vector<std::string> pieces(1);
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    std::string& last = pieces.back();
    if (width != 0 && !last.empty() && columns(last) + 1 + columns(word) > width) {
      pieces.emplace_back(word);
    } else {
      if (!last.empty()) last.push_back(' ');
      last += word;
    }
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return pieces;
}

class TextWriter : public Writer {
 public:
  TextWriter(Output& out, const Terminal& terminal) : out_(out), terminal_(terminal) {}

  void write(const Report& report) override {
    if (!first_) out_ << "\n";
    first_ = false;
    out_ << inked(on_a_line(report.document.name), Ink::bold, terminal_) << "\n";
    out_ << sentence_of(tally(report.analysis), report.analysis.sentences.size()) << "\n";
    if (const std::string line = framework_line(report); !line.empty()) out_ << line << "\n";
    if (report.analysis.language != "en" && !report.analysis.sentences.empty()) {
      out_ << "The text does not read as English, the one language that Candour knows.\n";
    }
    const Places places(report.document.text);
    for (const Finding& f : report.analysis.findings)
      finding(report, f, places.at(f.span.start, Units::codepoint).line);
    themes(report);
  }

 private:
  void finding(const Report& report, const Finding& finding, std::uint32_t line) {
    const char sign = finding.label == Label::strength ? '+' : '-';
    out_ << "\n"
         << padded(std::to_string(line), kIndent - 2, true) << " " << inked({&sign, 1}, ink_of(finding), terminal_);
    std::string head = " " + inked(verdict_of(finding), ink_of(finding), terminal_);
    const std::string what = on_a_line(about(report, finding));
    out_ << head
         << inked(" · " + (what.empty() ? "" : what + " · ") + percent(finding.confidence) + " sure", Ink::faint,
                  terminal_)
         << "\n";
    lines(on_a_line(words_of(report, finding.span)), Ink::plain);
    if (const std::string reasons = on_a_line(why(finding)); !reasons.empty()) lines(reasons, Ink::faint);
  }

  void lines(const std::string& text, Ink ink) {
    const std::size_t width = terminal_.width > kIndent ? terminal_.width - kIndent : 0;
    for (const std::string& piece : broken(text, width)) {
      out_ << std::string(kIndent + 1, ' ') << inked(piece, ink, terminal_) << "\n";
    }
  }

  void themes(const Report& report) {
    const std::vector<ThemeTally> all = tally_by_theme(report);
    if (all.empty() || report.framework.themes.empty()) return;
    constexpr std::string_view kHead = "Theme";
    constexpr std::string_view kStrengths = "strengths";
    constexpr std::string_view kConcerns = "concerns";
    std::size_t width = kHead.size();
    for (const ThemeTally& theme : all) width = std::max(width, columns(on_a_line(theme.title)));
    out_ << "\n"
         << inked(padded(std::string(kHead), width, false) + "  " + std::string(kStrengths) + "  " +
                      std::string(kConcerns),
                  Ink::bold, terminal_)
         << "\n";
    for (const auto& [title, tally] : all) {
      out_ << padded(on_a_line(title), width, false) << "  "
           << padded(std::to_string(tally.strengths), kStrengths.size(), true) << "  "
           << padded(std::to_string(tally.concerns), kConcerns.size(), true) << "\n";
    }
  }

  Output& out_;
  Terminal terminal_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Writer> text_writer(Output& out, const Terminal& terminal) {
  return std::make_unique<TextWriter>(out, terminal);
}

}  // namespace candour::cli
