// Inflection: all forms of an English verb or noun, by rule and by the irregular tables of core/data/morphology.json.
#ifndef CANDOUR_SRC_INFLECTION_H
#define CANDOUR_SRC_INFLECTION_H

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace candour::detail {

enum class VerbForm { base, present, gerund, past };

struct InflectedVerb {
  VerbForm form = VerbForm::base;
  std::string text;
};

struct Irregulars {
  std::map<std::string, std::vector<std::string>, std::less<>> verbs;  ///< lemma → its other forms
  std::map<std::string, std::vector<std::string>, std::less<>> nouns;  ///< lemma → plurals
};

/// Forms of `lemma`, itself first. Where English doubles a final consonant or not ("focussed"), both are given:
/// a form too many matches nothing.
[[nodiscard]] std::vector<InflectedVerb> verb_forms(std::string_view lemma, const Irregulars& irregulars);
[[nodiscard]] std::vector<std::string> noun_forms(std::string_view lemma, const Irregulars& irregulars);

/// A crude stem for n-gram features: plural, -ed, -ing and -ly endings off. Not a lemma; only has to be stable.
[[nodiscard]] std::string_view stem(std::string_view word) noexcept;

}  // namespace candour::detail

#endif  // CANDOUR_SRC_INFLECTION_H
