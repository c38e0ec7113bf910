#include "inflection.h"

namespace candour::detail {
namespace {

constexpr bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool ends_sibilant(std::string_view w) {
  return w.ends_with("s") || w.ends_with("x") || w.ends_with("z") || w.ends_with("ch") || w.ends_with("sh");
}

bool ends_consonant_y(std::string_view w) { return w.size() > 1 && w.back() == 'y' && !is_vowel(w[w.size() - 2]); }

/// One vowel between consonants at the end: stop, refer, travel.
bool may_double(std::string_view w) {
  if (w.size() < 3) return false;
  const char last = w.back();
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h') return false;
  return is_vowel(w[w.size() - 2]) && !is_vowel(w[w.size() - 3]);
}

std::string joined(std::string_view head, std::string_view tail) { return std::string(head).append(tail); }

std::string plural(std::string_view w) {
  if (ends_consonant_y(w)) return joined(w.substr(0, w.size() - 1), "ies");
  return joined(w, ends_sibilant(w) ? "es" : "s");
}

VerbForm form_by_ending(std::string_view form) {
  if (form.ends_with("ing")) return VerbForm::gerund;
  return form.ends_with("s") && !form.ends_with("ss") ? VerbForm::present : VerbForm::past;
}

}  // namespace

std::vector<InflectedVerb> verb_forms(std::string_view lemma, const Irregulars& irregulars) {
  std::vector<InflectedVerb> forms{{VerbForm::base, std::string(lemma)}};
  if (const auto it = irregulars.verbs.find(lemma); it != irregulars.verbs.end()) {
    for (const std::string& form : it->second) forms.push_back({form_by_ending(form), form});
    return forms;
  }
  forms.push_back({VerbForm::present, plural(lemma)});
  if (lemma.ends_with("e")) {
    const bool keeps_e = lemma.ends_with("ee") || lemma.ends_with("oe") || lemma.ends_with("ye");
    forms.push_back({VerbForm::past, joined(lemma, "d")});
    forms.push_back({VerbForm::gerund, joined(keeps_e ? lemma : lemma.substr(0, lemma.size() - 1), "ing")});
    return forms;
  }
  forms.push_back({VerbForm::gerund, joined(lemma, "ing")});
  forms.push_back({VerbForm::past,
                   ends_consonant_y(lemma) ? joined(lemma.substr(0, lemma.size() - 1), "ied") : joined(lemma, "ed")});
  if (may_double(lemma)) {
    const std::string doubled = joined(lemma, lemma.substr(lemma.size() - 1));
    forms.push_back({VerbForm::gerund, doubled + "ing"});
    forms.push_back({VerbForm::past, doubled + "ed"});
  }
  return forms;
}

std::vector<std::string> noun_forms(std::string_view lemma, const Irregulars& irregulars) {
  std::vector<std::string> forms{std::string(lemma)};
  if (const auto it = irregulars.nouns.find(lemma); it != irregulars.nouns.end()) {
    forms.insert(forms.end(), it->second.begin(), it->second.end());
    return forms;
  }
  forms.push_back(plural(lemma));
  return forms;
}

std::string_view stem(std::string_view w) noexcept {
  constexpr std::size_t kShortest = 4;  // a stem keeps at least this many letters
  const auto cut = [&w](std::string_view ending) {
    if (w.size() < kShortest + ending.size() || !w.ends_with(ending)) return false;
    w.remove_suffix(ending.size());
    return true;
  };
  if (cut("'s")) return stem(w);
  if (w.ends_with("ss") || w.ends_with("us") || w.ends_with("is")) return w;
  if (!cut("ies") && !cut("ied") && !cut("ingly") && !cut("edly") && !cut("ings") && !cut("ing") && !cut("ed") &&
      !cut("es") && !cut("ly") && !cut("s")) {
    if (w.size() > kShortest && (w.back() == 'e' || w.back() == 'y')) w.remove_suffix(1);
    return w;
  }
  if (w.size() > kShortest && (w.back() == 'e' || w.back() == 'y' || w.back() == 'i')) w.remove_suffix(1);
  if (w.size() > kShortest && w[w.size() - 1] == w[w.size() - 2] && w.back() != 's') w.remove_suffix(1);
  return w;
}

}  // namespace candour::detail
