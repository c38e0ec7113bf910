// markdown: a report to paste into a document, gravest first.
#include <algorithm>
#include <string>
#include <vector>

#include "write.h"

namespace candour::cli {
namespace {

/// Whether a character at the start of a text would make it a heading, a list, a quotation or a rule.
bool opens_block(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("#-+=").find(text.front()) != std::string_view::npos) return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')');
}

/// Text on one line in which nothing is markup.
std::string escaped(std::string_view text) {
  const std::string line = on_a_line(text);
  std::string out;
  bool guard = opens_block(line);
  for (const char c : line) {
    const bool digit = c >= '0' && c <= '9';
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else {
      if (std::string_view("\\`*_[]|~").find(c) != std::string_view::npos || (guard && !digit)) out.push_back('\\');
      out.push_back(c);
    }
    guard = guard && digit;
  }
  return out;
}

class MarkdownWriter : public Writer {
 public:
  explicit MarkdownWriter(Output& out) : out_(out) {}

  void write(const Report& report) override {
    if (!first_) out_ << "\n";
    first_ = false;
    out_ << "# " << escaped(report.document.name) << "\n\n";
    out_ << sentence_of(tally(report.analysis), report.analysis.sentences.size()) << "\n";
    if (const std::string line = framework_line(report); !line.empty()) out_ << "\n" << escaped(line) << "\n";
    themes(report);
    section(report, "What has to change", [](const Finding& f) { return f.kind == Kind::action; });
    section(report, "Concerns", [](const Finding& f) { return f.label == Label::concern && f.kind != Kind::action; });
    section(report, "Strengths", [](const Finding& f) { return f.label == Label::strength; });
  }

 private:
  void themes(const Report& report) {
    const std::vector<ThemeTally> all = tally_by_theme(report);
    if (all.empty() || report.framework.themes.empty()) return;
    out_ << "\n| Theme | Strengths | Concerns |\n| --- | ---: | ---: |\n";
    for (const auto& [title, tally] : all) {
      out_ << "| " << escaped(title) << " | " << std::to_string(tally.strengths) << " | "
           << std::to_string(tally.concerns) << " |\n";
    }
  }

  template <class Which>
  void section(const Report& report, std::string_view title, const Which& which) {
    std::vector<const Finding*> chosen;
    for (const Finding& finding : report.analysis.findings) {
      if (which(finding)) chosen.push_back(&finding);
    }
    if (chosen.empty()) return;
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
    const Places places(report.document.text);
    out_ << "\n## " << title << "\n\n";
    for (const Finding* finding : chosen) {
      out_ << "- " << escaped(words_of(report, finding->span));
      std::string notes = verdict_of(*finding);
      if (const std::string what = about(report, *finding); !what.empty()) notes += "; " + what;
      notes += "; line " + std::to_string(places.at(finding->span.start, Units::codepoint).line);
      if (const std::string reasons = why(*finding); !reasons.empty()) notes += "; " + reasons;
      out_ << "  \n  *" << escaped(notes) << "*\n";
    }
  }

  Output& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Writer> markdown_writer(Output& out) { return std::make_unique<MarkdownWriter>(out); }

}  // namespace candour::cli
