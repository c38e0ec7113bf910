#include "explain.h"

#include <algorithm>
#include <string>

#include "pipeline.h"

namespace candour::cli {
namespace {

using detail::CueInForce;

class Explainer {
 public:
  Explainer(const Report& report, const Analyser& analyser, const Terminal& terminal, Output& out)
      : report_(report), knowledge_(analyser.knowledge()), terminal_(terminal), out_(out) {}

  void run() {
    detail::Walk walk(report_.document.text, knowledge_);
    while (walk.next()) {
      for (const detail::ClauseReading& reading : walk.reading().readings) clause(walk.reading(), reading);
    }
    if (first_) out_ << "There is no text to explain.\n";
  }

 private:
  void clause(const detail::BlockReading& block, const detail::ClauseReading& reading) {
    const auto& tokens = block.words.tokens;
    const Span span{tokens[reading.clause.first].span.start, tokens[reading.clause.last - 1].span.end};
    if (!first_) out_ << "\n";
    first_ = false;
    out_ << inked("“" + on_a_line(words_of(report_, span)) + "”", Ink::bold, terminal_) << "\n";
    const auto& findings = report_.analysis.findings;
    const auto it = std::find_if(findings.begin(), findings.end(), [span](const Finding& f) {
      return f.span.start >= span.start && f.span.end <= span.end;
    });
    if (it == findings.end())
      out_ << "  context: it says neither that something is good nor that something is wrong\n";
    else
      verdict(*it);
    cues(block, reading);
  }

  void verdict(const Finding& finding) {
    const Ink ink = finding.label == Label::strength ? Ink::strength : Ink::concern;
    out_ << "  " << inked(verdict_of(finding), ink, terminal_) << ", " << percent(finding.confidence) << " sure";
    if (const std::string what = about(report_, finding); !what.empty()) out_ << " (" << on_a_line(what) << ")";
    out_ << "\n";
    for (const Because& because : finding.because) out_ << "  because " << on_a_line(because.note) << "\n";
  }

  /// The lexicon's words in the clause: the role each plays, the class it is of, how it stands.
  void cues(const detail::BlockReading& block, const detail::ClauseReading& reading) {
    for (std::uint32_t i = reading.first_cue; i < reading.last_cue; ++i) {
      const CueInForce& c = block.in_force[i];
      const auto& tokens = block.words.tokens;
      const Span span{tokens[c.cue.first].span.start, tokens[c.cue.last - 1].span.end};
      std::string line = "  · " + on_a_line(words_of(report_, span)) + ": " + std::string(role_name(c.cue.role));
      if (c.cue.value != 0) line += (c.cue.value > 0 ? " +" : " ") + std::to_string(c.cue.value);
      if (c.negated) line += ", negated";
      if (c.embedded) line += ", under another frame";
      if (c.swallowed) line += ", part of another cue's judgement";
      out_ << inked(line, Ink::faint, terminal_) << "\n";
    }
  }

  const Report& report_;
  const detail::Knowledge& knowledge_;
  const Terminal& terminal_;
  Output& out_;
  bool first_ = true;
};

}  // namespace

void explain(const Report& report, const Analyser& analyser, const Terminal& terminal, Output& out) {
  Explainer(report, analyser, terminal, out).run();
}

}  // namespace candour::cli
