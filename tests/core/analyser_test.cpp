// The whole: what holds of every analysis.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "candour/candour.h"
#include "stand.h"

namespace candour::test {
namespace {

bool on_boundary(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U);
}

void check_span(std::string_view text, Span span) {
  REQUIRE(span.start < span.end);
  REQUIRE(span.end <= text.size());
  REQUIRE(on_boundary(text, span.start));
  REQUIRE(on_boundary(text, span.end));
}

Label joined(Label a, Label b) {
  if (a == Label::context) return b;
  return a == b ? a : Label::mixed;
}

void check_whole(std::string_view text, const Analysis& analysis) {
  std::uint32_t end = 0;
  for (const Sentence& sentence : analysis.sentences) {
    check_span(text, sentence.span);
    REQUIRE(sentence.span.start >= end);
    end = sentence.span.end;
    REQUIRE(sentence.speaker < static_cast<int>(analysis.speakers.size()));
  }
  end = 0;
  std::vector<Label> labels(analysis.sentences.size(), Label::context);
  for (const Finding& finding : analysis.findings) {
    check_span(text, finding.span);
    REQUIRE(finding.span.start >= end);
    end = finding.span.end;
    REQUIRE(finding.sentence < analysis.sentences.size());
    const Span sentence = analysis.sentences[finding.sentence].span;
    REQUIRE(finding.span.start >= sentence.start);
    REQUIRE(finding.span.end <= sentence.end);
    const bool labelled = finding.label == Label::strength || finding.label == Label::concern;
    REQUIRE(labelled);
    labels[finding.sentence] = joined(labels[finding.sentence], finding.label);
    REQUIRE(finding.severity >= 1);
    REQUIRE(finding.severity <= 3);
    REQUIRE(finding.confidence >= 0);
    REQUIRE(finding.confidence <= 1);
    const bool fits = finding.kind == Kind::judgement || finding.label == Label::concern;
    REQUIRE(fits);
    for (const Because& because : finding.because) check_span(text, because.span);
  }
  for (std::size_t i = 0; i < labels.size(); ++i) REQUIRE(analysis.sentences[i].label == labels[i]);
}

bool same(const Because& a, const Because& b) {
  return a.span == b.span && a.role == b.role && a.effect == b.effect && a.note == b.note;
}

bool same(const Finding& a, const Finding& b, std::uint32_t moved = 0) {
  const Span there{a.span.start + moved, a.span.end + moved};
  return there == b.span && a.label == b.label && a.severity == b.severity && a.kind == b.kind && a.trend == b.trend &&
         a.themes == b.themes && a.confidence == b.confidence && a.because.size() == b.because.size() &&
         (moved != 0 || std::equal(a.because.begin(), a.because.end(), b.because.begin(),
                                   [](const Because& x, const Because& y) { return same(x, y); }));
}

bool same(const Analysis& a, const Analysis& b) {
  return a.framework == b.framework && a.language == b.language && a.speakers == b.speakers &&
         std::equal(a.sentences.begin(), a.sentences.end(), b.sentences.begin(), b.sentences.end(),
                    [](const Sentence& x, const Sentence& y) {
                      return x.span == y.span && x.label == y.label && x.speaker == y.speaker;
                    }) &&
         std::equal(a.findings.begin(), a.findings.end(), b.findings.begin(), b.findings.end(),
                    [](const Finding& x, const Finding& y) { return same(x, y); });
}

std::vector<OddText> samples() {
  std::vector<OddText> out;
  for (const std::string& path : files_in("tests/samples", ".txt")) out.push_back({path, read_file(path)});
  return out;
}

const Options kGeneric{"generic", ""};

}  // namespace

TEST_CASE("analyser: spans are in order, on character boundaries, and never overlap") {
  for (const OddText& odd : odd_texts()) {
    CAPTURE(odd.name);
    check_whole(odd.text, analyse(odd.text));
  }
  for (const OddText& sample : samples()) {
    CAPTURE(sample.name);
    check_whole(sample.text, analyse(sample.text));
  }
}

TEST_CASE("analyser: the same holds of texts cut and joined at random") {
  std::mt19937_64 engine(20161110);
  const auto below = [&engine](std::size_t limit) { return static_cast<std::size_t>(engine() % limit); };
  const std::vector<OddText> whole = samples();
  static constexpr const char* kGlue[] = {
      "", " ", "\n", "\n\n", ". ", ", but ", "\r\n- ", "“", "\xF0\x9F\x9A\x93", "\xE2\x80\xA6", "Chair: "};
  for (int trial = 0; trial < 150; ++trial) {
    std::string text;
    for (int part = 0; part < 6; ++part) {
      const std::string& from = whole[below(whole.size())].text;
      std::size_t start = below(from.size());
      std::size_t end = std::min(from.size(), start + below(300));
      while (!on_boundary(from, static_cast<std::uint32_t>(start))) ++start;
      while (end > start && !on_boundary(from, static_cast<std::uint32_t>(end))) --end;
      if (end > start) text += from.substr(start, end - start);
      text += kGlue[below(std::size(kGlue))];
    }
    CAPTURE(text);
    check_whole(text, analyse(text));
  }
}

TEST_CASE("analyser: analysing twice gives the same, by one analyser or by two") {
  const auto other = Analyser::create();
  REQUIRE(other);
  for (const OddText& sample : samples()) {
    const Analysis first = analyse(sample.text);
    CHECK(same(first, analyse(sample.text)));
    const auto second = other->analyse(sample.text);
    REQUIRE(second);
    CHECK(same(first, *second));
  }
}

TEST_CASE("analyser: says how far it is, from nothing to all, never backwards") {
  std::string text;
  while (text.size() < 10 * kProgressBytes) text += "The force is good, but victims wait too long.\n\n";
  for (const std::string& sample : {text, std::string(), std::string("It is good."), std::string(text.size(), 'a')}) {
    std::vector<std::size_t> steps;
    Options options;
    options.progress = [&](std::size_t done, std::size_t total) {
      CHECK(total == sample.size());
      steps.push_back(done);
      return true;
    };
    CHECK(same(analyse(sample, options), analyse(sample)));
    REQUIRE(steps.size() >= 2);
    CHECK(steps.front() == 0);
    CHECK(steps.back() == sample.size());
    CHECK(std::is_sorted(steps.begin(), steps.end()));
    if (sample != text) continue;
    CHECK(steps.size() >= 10);
    for (std::size_t i = 1; i < steps.size(); ++i) CHECK(steps[i] - steps[i - 1] < kProgressBytes + 1000);
  }
}

TEST_CASE("analyser: stops where it is told to") {
  std::string text;
  while (text.size() < 10 * kProgressBytes) text += "The force is good, but victims wait too long. ";
  for (const std::size_t limit : {std::size_t{0}, 3 * kProgressBytes, text.size()}) {
    std::size_t last = 0;
    Options options;
    options.progress = [&](std::size_t done, std::size_t /*total*/) {
      last = done;
      return done < limit;
    };
    const auto stopped = analyser().analyse(text, options);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == "stopped");
    CHECK(last >= limit);
    CHECK(last < limit + 2 * kProgressBytes);
  }
}

TEST_CASE("analyser: a framework compiled once gives what it gives compiled each time") {
  const std::string json = read_file("core/data/frameworks/prison.json");
  const auto compiled = analyser().compile_framework(json);
  REQUIRE(compiled);
  for (const OddText& sample : samples()) {
    Options each;
    each.framework_json = json;
    Options once;
    once.own_framework = *compiled;
    CHECK(same(analyse(sample.text, each), analyse(sample.text, once)));
  }
  const auto refused = analyser().compile_framework("{}");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "framework");
}

TEST_CASE("analyser: a paragraph is judged alike whatever stands far behind it") {
  const std::string first = "The force is good at preventing crime, but victims wait too long for news.";
  const std::string second = "Records are kept well. Some are wrong.";
  const Analysis alone = analyse(first + "\n\n" + second, kGeneric);
  for (const char* tail : {"The plan is poor.", "# A heading\n\nIt is excellent.", "- one\n- two", "👍"}) {
    const Analysis longer = analyse(first + "\n\n" + second + "\n\n" + tail, kGeneric);
    REQUIRE(longer.findings.size() >= alone.findings.size());
    for (std::size_t i = 0; i < alone.findings.size(); ++i) CHECK(same(alone.findings[i], longer.findings[i]));
  }
}

TEST_CASE("analyser: blank lines before a text move its findings and change nothing else") {
  for (const OddText& sample : samples()) {
    const Analysis here = analyse(sample.text, kGeneric);
    const Analysis there = analyse("\n\n\n" + sample.text, kGeneric);
    REQUIRE(here.findings.size() == there.findings.size());
    for (std::size_t i = 0; i < here.findings.size(); ++i) CHECK(same(here.findings[i], there.findings[i], 3));
  }
}

TEST_CASE("analyser: line ends of Windows change no judgement") {
  for (const OddText& sample : samples()) {
    std::string text;
    for (const char c : sample.text) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const Analysis unix_ends = analyse(sample.text, kGeneric);
    const Analysis windows_ends = analyse(text, kGeneric);
    REQUIRE(unix_ends.findings.size() == windows_ends.findings.size());
    for (std::size_t i = 0; i < unix_ends.findings.size(); ++i) {
      CHECK(unix_ends.findings[i].label == windows_ends.findings[i].label);
    }
  }
}

TEST_CASE("analyser: text that is no UTF-8 is refused with the place of its first bad byte") {
  struct Sample {
    std::string_view bytes;
    std::size_t at;
  };
  for (const Sample& sample :
       {Sample{"Good\xFF", 4}, Sample{"A\xED\xA0\x80", 1}, Sample{"\xC0\x80", 0}, Sample{"AB\xE2\x82", 2}}) {
    const auto analysis = analyser().analyse(sample.bytes);
    REQUIRE_FALSE(analysis);
    CHECK(analysis.error().code == "utf8");
    CHECK(analysis.error().at == sample.at);
  }
}

TEST_CASE("analyser: empty text and blanks give an empty analysis") {
  for (const char* text : {"", " ", "\n\n\t", "\u00A0\u2003"}) {
    const Analysis analysis = analyse(text);
    CHECK(analysis.sentences.empty());
    CHECK(analysis.findings.empty());
    CHECK(analysis.language == "en");
  }
}

TEST_CASE("analyser: a megabyte of one line is analysed") {
  std::string text;
  while (text.size() < 1'000'000) text += "The force is very good but victims wait far too long and it knows it ";
  check_whole(text, analyse(text, kGeneric));
}

TEST_CASE("analyser: a megabyte of one word, of quotes, of emoji, of line breaks") {
  for (const char* piece : {"good", "\"", "👍", "\n", "but ", "(", "- a\n", "A: b\n", "# ", ". ", "not ", "lack of "}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    CAPTURE(piece);
    check_whole(text, analyse(text, kGeneric));
  }
}

TEST_CASE("analyser: another language is told from English") {
  CHECK(analyse("Die Polizei hat ihre Arbeit in diesem Jahr sehr gut gemacht, aber die Opfer warten immer noch viel zu "
                "lange auf eine Antwort, und viele Beamte sind nicht ausreichend geschult.")
            .language == "other");
  CHECK(analyse("The police have done their work very well this year, but victims still wait for far too long.")
            .language == "en");
}

TEST_CASE("analyser: findings know who speaks") {
  const Analysis analysis = analyse("Chair: Your data are poor.\n\nMs Osei: We have improved them a great deal.");
  REQUIRE(analysis.speakers.size() == 2);
  for (const Finding& finding : analysis.findings) {
    CHECK(analysis.sentences[finding.sentence].speaker >= 0);
  }
}

}  // namespace candour::test
