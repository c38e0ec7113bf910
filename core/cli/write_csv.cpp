// csv: a finding a row, by RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe before it.
#include <array>
#include <cmath>
#include <string>

#include "text.h"
#include "write.h"

namespace candour::cli {
namespace {

/// Whether a spreadsheet may run it: it begins with one of = + - @ (in any width), a tab or a line end, be it behind
/// blanks.
bool is_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kStarts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                            "\n", "＝", "＋", "－", "＠"};
  for (;;) {
    for (const std::string_view start : kStarts) {
      if (text.starts_with(start)) return true;
    }
    if (text.empty()) return false;
    const detail::Character c = detail::decode(text, 0);
    if (!detail::is_space(c.code)) return false;
    text.remove_prefix(c.length);
  }
}

std::string cell(std::string_view text) {
  std::string out = "\"";
  if (is_formula(text)) out.push_back('\'');
  for (const char c : text) {
    if (c == '\0') continue;  // no spreadsheet reads on behind it
    out.push_back(c);
    if (c == '"') out.push_back('"');
  }
  return out + "\"";
}

class CsvWriter : public Writer {
 public:
  CsvWriter(Output& out, Units units) : out_(out), units_(units) {}

  void begin() override {
    out_ << "document,finding,line,start,end,label,severity,kind,trend,themes,speaker,confidence,text,because\r\n";
  }

  void write(const Report& report) override {
    const Places places(report.document.text);
    const detail::OffsetMap offset(report.document.text, units_);
    std::size_t number = 0;
    for (const Finding& f : report.analysis.findings) {
      const int speaker = report.analysis.sentences[f.sentence].speaker;
      std::string themes;
      for (const std::string& theme : f.themes) themes += (themes.empty() ? "" : " ") + theme;
      out_ << cell(name(report.document)) << ",f" << std::to_string(++number) << ","
           << std::to_string(places.at(f.span.start, units_).line) << "," << std::to_string(offset(f.span.start)) << ","
           << std::to_string(offset(f.span.end)) << "," << label_word(f.label) << "," << std::to_string(f.severity)
           << "," << kind_word(f.kind) << "," << trend_word(f.trend) << "," << cell(themes) << ","
           << cell(speaker < 0 ? "" : report.analysis.speakers[static_cast<std::size_t>(speaker)]) << ","
           << decimal(f.confidence) << "," << cell(words_of(report, f.span)) << "," << cell(why(f)) << "\r\n";
    }
  }

 private:
  static std::string name(const Document& document) {
    if (document.id.is_null()) return document.name;
    return document.id.is_string() ? document.id.get<std::string>() : document.id.dump();
  }

  /// Two decimals, with a point whatever the locale.
  static std::string decimal(double confidence) {
    constexpr long kHundred = 100;
    const long hundredths = std::lround(confidence * kHundred);
    const std::string rest = std::to_string(hundredths % kHundred);
    return std::to_string(hundredths / kHundred) + "." + (rest.size() < 2 ? "0" : "") + rest;
  }

  Output& out_;
  Units units_;
};

}  // namespace

std::unique_ptr<Writer> csv_writer(Output& out, Units units) { return std::make_unique<CsvWriter>(out, units); }

}  // namespace candour::cli
