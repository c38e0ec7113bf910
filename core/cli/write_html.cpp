// html: a page of its own that needs nothing else and runs nothing: the summary, the findings, the marked text.
#include <string>
#include <vector>

#include "text.h"
#include "write.h"

namespace candour::cli {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>Strengths and concerns</title>
<style>
:root { color-scheme: light dark; --strength: #1a5fb4; --concern: #a84300; --line: #8888; }
@media (prefers-color-scheme: dark) { :root { --strength: #8cc0ff; --concern: #ffb27a; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; }
mark { background: none; color: inherit; text-decoration-thickness: .12em; text-underline-offset: .2em; }
mark.strength { text-decoration: underline solid var(--strength); }
mark.concern { text-decoration: underline wavy var(--concern); }
mark.grave { font-weight: bold; }
.verdict.strength { color: var(--strength); }
.verdict.concern { color: var(--concern); }
.text { white-space: pre-wrap; border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
.why { font-size: .9rem; }
</style>
</head>
<body>
)";

/// Text in which nothing is markup. Control characters that HTML does not hold become U+FFFD.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const detail::Character c = detail::decode(text, at);
    const std::string_view bytes = text.substr(at, c.length);
    at += c.length;
    const bool layout = c.code == U'\n' || c.code == U'\t' || c.code == U'\r';
    if ((c.code < 0x20 && !layout) || (c.code >= 0x7F && c.code < 0xA0))
      out += "\uFFFD";
    else if (bytes == "&")
      out += "&amp;";
    else if (bytes == "<")
      out += "&lt;";
    else if (bytes == ">")
      out += "&gt;";
    else if (bytes == "\"")
      out += "&quot;";
    else if (bytes == "'")
      out += "&#39;";
    else
      out += bytes;
  }
  return out;
}

class HtmlWriter : public Writer {
 public:
  explicit HtmlWriter(Output& out) : out_(out) {}

  void begin() override { out_ << kHead; }
  void end(bool /*all_done*/) override { out_ << "</body>\n</html>\n"; }

  void write(const Report& report) override {
    ++number_;
    out_ << "<section>\n<h1>" << escaped(report.document.name) << "</h1>\n<p>"
         << escaped(sentence_of(tally(report.analysis), report.analysis.sentences.size())) << "</p>\n";
    if (const std::string line = framework_line(report); !line.empty()) out_ << "<p>" << escaped(line) << "</p>\n";
    themes(report);
    findings(report);
    text(report);
    out_ << "</section>\n";
  }

 private:
  void themes(const Report& report) {
    const std::vector<ThemeTally> all = tally_by_theme(report);
    if (all.empty() || report.framework.themes.empty()) return;
    out_ << "<h2>By theme</h2>\n<table>\n<tr><th scope=\"col\">Theme</th><th scope=\"col\" class=\"number\">"
            "Strengths</th><th scope=\"col\" class=\"number\">Concerns</th></tr>\n";
    for (const auto& [title, tally] : all) {
      out_ << "<tr><th scope=\"row\">" << escaped(title) << "</th><td class=\"number\">"
           << std::to_string(tally.strengths) << "</td><td class=\"number\">" << std::to_string(tally.concerns)
           << "</td></tr>\n";
    }
    out_ << "</table>\n";
  }

  [[nodiscard]] std::string anchor(std::size_t finding) const {
    return "d" + std::to_string(number_) + "f" + std::to_string(finding);
  }

  void findings(const Report& report) {
    const auto& all = report.analysis.findings;
    if (all.empty()) return;
    out_ << "<h2>Findings</h2>\n<ol>\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Finding& f = all[i];
      out_ << "<li><strong class=\"verdict " << label_word(f.label) << "\">" << escaped(verdict_of(f))
           << "</strong>: <a href=\"#" << anchor(i + 1) << "\">" << escaped(on_a_line(words_of(report, f.span)))
           << "</a>";
      if (const std::string what = about(report, f); !what.empty()) out_ << " (" << escaped(on_a_line(what)) << ")";
      out_ << "<br><span class=\"why\">" << escaped(why(f)) << (f.because.empty() ? "" : "; ") << percent(f.confidence)
           << " sure</span></li>\n";
    }
    out_ << "</ol>\n";
  }

  void text(const Report& report) {
    const std::string_view whole = report.document.text;
    out_ << "<h2>Text</h2>\n<div class=\"text\">";
    std::size_t at = 0;
    std::size_t number = 0;
    for (const Finding& f : report.analysis.findings) {
      out_ << escaped(whole.substr(at, f.span.start - at)) << "<mark id=\"" << anchor(++number) << "\" class=\""
           << label_word(f.label) << (f.severity == 3 ? " grave" : "") << "\" title=\"" << escaped(verdict_of(f))
           << "\">" << escaped(words_of(report, f.span)) << "</mark>";
      at = f.span.end;
    }
    out_ << escaped(whole.substr(at)) << "</div>\n";
  }

  Output& out_;
  std::size_t number_ = 0;
};

}  // namespace

std::unique_ptr<Writer> html_writer(Output& out) { return std::make_unique<HtmlWriter>(out); }

}  // namespace candour::cli
