#include "properties.h"

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace candour::fuzz {
namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// The offset of the first byte that is not part of well-formed UTF-8, or the size. By the table in the Unicode
/// standard (3-7), not by the analyser's own code.
std::size_t valid_until(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    std::size_t length = 1;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      length = 3;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else if (lead >= 0x80) {
      return i;
    }
    if (i + length > bytes.size()) return i;
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(bytes[i + k]);
      if (next < (k == 1 ? low : 0x80) || next > (k == 1 ? high : 0xBF)) return i;
    }
    i += length;
  }
  return i;
}

bool on_boundary(std::string_view text, std::size_t offset) {
  return offset == text.size() || (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
}

void check_span(std::string_view text, Span span) {
  require(span.start < span.end, "a span holds something");
  require(span.end <= text.size(), "a span ends within the text");
  require(on_boundary(text, span.start) && on_boundary(text, span.end), "a span is on character boundaries");
}

void check_findings(const Analysis& analysis, std::string_view text) {
  std::uint32_t end = 0;
  for (const Finding& finding : analysis.findings) {
    check_span(text, finding.span);
    require(finding.span.start >= end, "findings are in order and do not overlap");
    end = finding.span.end;
    require(finding.sentence < analysis.sentences.size(), "a finding belongs to a sentence");
    require(finding.label == Label::strength || finding.label == Label::concern, "a finding is for or against");
    require(finding.severity >= 1 && finding.severity <= 3, "severity is 1 to 3");
    require(finding.confidence >= 0 && finding.confidence <= 1, "confidence is 0 to 1");
    for (const Because& because : finding.because) check_span(text, because.span);
  }
}

void check_sentences(const Analysis& analysis, std::string_view text) {
  std::uint32_t end = 0;
  for (const Sentence& sentence : analysis.sentences) {
    check_span(text, sentence.span);
    require(sentence.span.start >= end, "sentences are in order and do not overlap");
    end = sentence.span.end;
    require(sentence.speaker < static_cast<int>(analysis.speakers.size()), "a speaker is one of the speakers");
  }
}

void check_json(const Analysis& analysis, std::string_view text, Units units) {
  const auto json = nlohmann::json::parse(to_json(analysis, text, units), nullptr, false);
  require(json.is_object(), "the JSON is JSON");
  require(json["findings"].size() == analysis.findings.size(), "the JSON has every finding");
  const std::size_t length = json["length"].get<std::size_t>();
  require(length <= text.size(), "the length counts no more units than bytes");
  for (const auto& finding : json["findings"]) {
    require(finding["start"] < finding["end"] && finding["end"] <= length, "offsets lie within the length");
  }
}

}  // namespace

void check_analysis(const Analyser& analyser, std::string_view bytes, const Options& options) {
  const auto analysis = analyser.analyse(bytes, options);
  const std::size_t valid = valid_until(bytes);
  if (valid < bytes.size()) {
    require(!analysis, "what is no UTF-8 is refused");
    require(analysis.error().code == "utf8" && analysis.error().at == valid, "the first bad byte is named");
    return;
  }
  if (!analysis) {
    require(analysis.error().code == "framework" && !analysis.error().message.empty(), "only a framework is refused");
    return;
  }
  check_sentences(*analysis, bytes);
  check_findings(*analysis, bytes);
  check_json(*analysis, bytes, Units::utf8);
  check_json(*analysis, bytes, Units::utf16);
  check_json(*analysis, bytes, Units::codepoint);
}

void check_normalise(const Analyser& analyser, std::string_view bytes, std::string_view type) {
  const auto text = normalise(bytes, type);
  if (!text) {
    require(text.error().code == "utf8" && text.error().at <= bytes.size(), "the fault is named");
    return;
  }
  require(valid_until(*text) == text->size(), "what is read is UTF-8");
  check_analysis(analyser, *text, {});
}

void check_framework(const Analyser& analyser, std::string_view json) {
  Options options;
  options.framework_json = std::string(json);
  check_analysis(analyser, "Victims wait too long. The force is good at investigating crime.", options);
}

}  // namespace candour::fuzz
