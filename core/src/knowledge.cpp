#include "knowledge.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "inflection.h"
#include "model.h"

namespace candour::detail {
namespace {

using Json = nlohmann::ordered_json;

struct RoleRule {
  std::string_view name;
  int least, most;
  bool zero;  ///< whether 0 is a value
};

constexpr std::array<RoleRule, kCueRoles> kRoles{{
    {"judge", -3, 3, false},      {"thing", -1, 1, false},   {"direction", -1, 1, false},  {"negation", 1, 1, false},
    {"shortfall", -3, -1, false}, {"remedy", 1, 2, false},   {"intensifier", 1, 2, false}, {"hedge", 1, 2, false},
    {"attitude", -3, 3, false},   {"report", 1, 1, false},   {"demand", -3, -1, false},    {"aim", 1, 1, false},
    {"plan", 1, 1, false},        {"improved", 1, 3, false}, {"worse", 1, 3, false},       {"persist", 1, 3, false},
    {"subject", 1, 1, false},     {"courtesy", 1, 1, false}, {"grade", -3, 3, false},      {"quantity", -3, 3, true},
    {"compare", -1, 1, true},     {"practice", 1, 1, false}, {"body", 1, 1, false},        {"assessor", 1, 1, false},
    {"served", 1, 1, false},      {"history", 1, 1, false},  {"norm", -2, -1, false},
}};

constexpr std::array<std::string_view, 16> kRelations{
    "start",     "contrast",  "contrast_adverb", "concession", "despite",     "addition", "cause", "result",
    "condition", "semicolon", "colon",           "dash",       "coordinated", "comma",    "main",  "none"};

std::optional<CueRole> role_of(std::string_view name) {
  const auto it = std::find_if(kRoles.begin(), kRoles.end(), [name](const RoleRule& r) { return r.name == name; });
  if (it == kRoles.end()) return std::nullopt;
  return static_cast<CueRole>(it - kRoles.begin());
}

/// Remembers where a JSON text breaks off; nlohmann's non-throwing parser does not say.
struct FaultFinder : nlohmann::json_sax<Json> {
  std::size_t at = 0;
  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return true; }
  bool key(string_t& /*value*/) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t /*size*/) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*e*/) override {
    at = position;
    return false;
  }
};

Error fault(std::string_view file, std::string path, std::string message, std::size_t at = 0) {
  return {"knowledge", std::move(message), std::string(file), std::move(path), at};
}

Result<Json> parse(std::string_view file, std::string_view content) {
  Json json = Json::parse(content, nullptr, false);
  if (!json.is_discarded()) return json;
  FaultFinder finder;
  (void)Json::sax_parse(content, &finder);
  const auto line =
      1 + std::count(content.begin(),
                     content.begin() + static_cast<std::ptrdiff_t>(std::min(finder.at, content.size())), '\n');
  return fault(file, "",
               "not valid JSON: broken at line " + std::to_string(line) + ", byte " + std::to_string(finder.at),
               finder.at);
}

std::string pointer(std::string_view parent, std::string_view key) {
  std::string out = std::string(parent) + "/";
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char by = ' ') {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t at = text.find(by);
    if (at != 0) parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return parts;
}

constexpr std::string_view kVerbMark = "/v";
constexpr std::string_view kNounMark = "/n";

std::uint32_t key_of(std::string_view word) {
  const std::uint32_t key = fold32(fnv1a(word));
  return key <= kNumberKey ? key + kNumberKey + 1 : key;  // the first numbers are taken
}

/// The words of a pattern as the tokeniser would cut them: at hyphens, with "'s" apart.
std::vector<std::string> pattern_words(std::string_view pattern) {
  std::vector<std::string> words;
  for (const std::string_view part : split(pattern)) {
    for (std::string_view word : split(part, '-')) {
      if (word.size() > 2 && word.ends_with("'s")) {
        words.emplace_back(word.substr(0, word.size() - 2));
        word = "'s";
      }
      words.emplace_back(word);
    }
  }
  return words;
}

std::optional<std::string> pattern_fault(std::string_view pattern) {
  const std::vector<std::string> words = pattern_words(pattern);
  if (words.empty()) return "an empty pattern";
  if (words.front().starts_with('_') || words.back().starts_with('_'))
    return "a pattern must not begin or end with a wildcard";
  for (const std::string& word : words) {
    if (word == "_" || word == "_?" || word == "#") continue;
    const std::size_t slash = word.find('/');
    if (slash != std::string::npos && word.substr(slash) != kVerbMark && word.substr(slash) != kNounMark)
      return "unknown mark after '" + word.substr(0, slash) + "' (only /v and /n)";
    if (slash == 0) return "a mark without a word";
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      return "patterns are lower case";
  }
  return std::nullopt;
}

/// Compiles patterns: tells the vocabulary of every inflected word and gives the keys to put into a trie.
class Compiler {
 public:
  Compiler(Vocabulary& vocabulary, const Irregulars& irregulars) : vocabulary_(vocabulary), irregulars_(irregulars) {}

  void add(Trie& trie, std::string_view pattern, Entry entry) {
    entry.id = fold32(fnv1a(pattern));
    std::vector<std::vector<std::uint32_t>> sequences{{}};
    for (const std::string& word : pattern_words(pattern)) {
      if (word == "_?") {  // with and without a word in between
        auto with = sequences;
        for (auto& sequence : with) sequence.push_back(kAnyWordKey);
        sequences.insert(sequences.end(), with.begin(), with.end());
        continue;
      }
      const std::uint32_t key = word == "_" ? kAnyWordKey : word == "#" ? kNumberKey : word_key(word);
      for (auto& sequence : sequences) sequence.push_back(key);
    }
    for (const auto& sequence : sequences) trie.add(sequence, entry);
  }

  void verb(std::string_view lemma, std::uint16_t tags) {
    const std::string marked = std::string(lemma).append(kVerbMark);
    if (!done_.insert(marked).second) return;
    const std::uint32_t lemma_hash = key_of(lemma);
    for (const InflectedVerb& form : verb_forms(lemma, irregulars_)) {
      const std::uint16_t tag = form.form == VerbForm::base      ? kBase
                                : form.form == VerbForm::present ? kPresent
                                : form.form == VerbForm::gerund  ? kGerund
                                                                 : kPast;
      vocabulary_.add_key(form.text, key_of(marked), static_cast<std::uint16_t>(tag | tags), lemma_hash);
    }
  }

 private:
  std::uint32_t word_key(const std::string& word) {
    if (word.ends_with(kVerbMark)) {
      verb(std::string_view(word).substr(0, word.size() - kVerbMark.size()), 0);
    } else if (word.ends_with(kNounMark)) {
      noun(std::string_view(word).substr(0, word.size() - kNounMark.size()));
    } else {
      vocabulary_.tag(word, 0);
    }
    return key_of(word);
  }

  void noun(std::string_view lemma) {
    const std::string marked = std::string(lemma).append(kNounMark);
    if (!done_.insert(marked).second) return;
    for (const std::string& form : noun_forms(lemma, irregulars_))
      vocabulary_.add_key(form, key_of(marked), kNoun, key_of(lemma));
  }

  Vocabulary& vocabulary_;
  const Irregulars& irregulars_;
  std::set<std::string, std::less<>> done_;
};

std::vector<Rewrite> rewrites(const Json& list) {
  std::vector<Rewrite> out;
  for (const Json& pair : list) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string())
      out.push_back({pair[0].get<std::string>(), pair[1].get<std::string>()});
  }
  return out;
}

std::vector<std::uint64_t> hashes(const Json& list) {
  std::vector<std::uint64_t> out;
  if (list.is_string()) {
    for (const std::string_view word : split(list.get_ref<const std::string&>())) out.push_back(fnv1a(word));
  }
  std::sort(out.begin(), out.end());
  return out;
}

const Json& member(const Json& object, const char* name) {
  static const Json kNone;
  const auto it = object.find(name);
  return it == object.end() ? kNone : *it;
}

std::optional<Error> load_irregulars(const Json& json, std::string_view file, Irregulars& out) {
  const auto read = [&](const char* name, auto& table) -> std::optional<Error> {
    const Json& object = member(json, name);
    if (!object.is_object()) return fault(file, pointer("", name), "an object of lemma → forms is missing");
    for (const auto& [lemma, forms] : object.items()) {
      if (!forms.is_string()) return fault(file, pointer(pointer("", name), lemma), "the forms must be a string");
      for (const std::string_view form : split(forms.template get_ref<const std::string&>()))
        table[lemma].emplace_back(form);
    }
    return std::nullopt;
  };
  if (auto e = read("irregular_verbs", out.verbs)) return e;
  return read("irregular_nouns", out.nouns);
}

std::optional<std::string> value_fault(const Json& value, const RoleRule& rule) {
  if (!value.is_number_integer()) return "the value must be a whole number";
  // what is too large for the signed type would wrap round
  const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT32_MAX);
  const auto number = huge ? std::int64_t{INT32_MAX} : value.get<std::int64_t>();
  if (number >= rule.least && number <= rule.most && (number != 0 || rule.zero)) return std::nullopt;
  return "the value " + std::to_string(number) + " is outside " + std::to_string(rule.least) + " to " +
         std::to_string(rule.most) + " for role " + std::string(rule.name);
}

std::optional<Error> load_class(const Json& json, std::string_view file, Compiler& compiler, Knowledge& knowledge,
                                std::set<std::pair<CueRole, std::string>>& seen) {
  const Json& role_json = member(json, "role");
  if (!role_json.is_string()) return fault(file, "/role", "a class needs a role");
  const auto role = role_of(role_json.get_ref<const std::string&>());
  if (!role) return fault(file, "/role", "unknown role '" + role_json.get<std::string>() + "'");
  const Json& name = member(json, "class");
  if (!name.is_string()) return fault(file, "/class", "a class needs a name");
  const Json& entries = member(json, "entries");
  if (!entries.is_object()) return fault(file, "/entries", "entries must be an object of pattern → value");
  const auto group = static_cast<std::uint16_t>(knowledge.classes.size());
  knowledge.classes.push_back(name.get<std::string>());
  const RoleRule& rule = kRoles[static_cast<std::size_t>(*role)];
  for (const auto& [pattern, value] : entries.items()) {
    const std::string path = pointer("/entries", pattern);
    if (const auto why = pattern_fault(pattern)) return fault(file, path, *why);
    if (auto why = value_fault(value, rule)) return fault(file, path, *why);
    const auto number = value.get<std::int64_t>();
    if (!seen.emplace(*role, pattern).second)
      return fault(file, path, "this pattern stands twice in role " + std::string(rule.name));
    compiler.add(knowledge.lexicon, pattern, {0, group, static_cast<std::int8_t>(number), *role, -1});
  }
  return std::nullopt;
}

std::optional<Error> load_grammar(const Json& json, std::string_view file, Compiler& compiler, Knowledge& knowledge) {
  const Json& connectives = member(json, "connectives");
  if (!connectives.is_object()) return fault(file, "/connectives", "missing");
  const Json& fronted = member(json, "fronted");
  std::set<std::string> opens;
  for (const Json& word : fronted) {
    if (word.is_string()) opens.insert(word.get<std::string>());
  }
  for (const auto& [relation_name, words] : connectives.items()) {
    const auto it = std::find(kRelations.begin(), kRelations.end(), relation_name);
    if (it == kRelations.end()) return fault(file, pointer("/connectives", relation_name), "unknown relation");
    for (const Json& word : words) {
      if (!word.is_string()) return fault(file, pointer("/connectives", relation_name), "connectives are strings");
      const auto& pattern = word.get_ref<const std::string&>();
      if (const auto why = pattern_fault(pattern)) return fault(file, pointer("/connectives", relation_name), *why);
      compiler.add(knowledge.connectives, pattern,
                   {0, static_cast<std::uint16_t>(knowledge.connective_list.size()), 1, CueRole::judge, -1});
      knowledge.connective_list.push_back({static_cast<Relation>(it - kRelations.begin()), opens.contains(pattern)});
    }
  }
  static constexpr std::array<std::pair<std::string_view, std::uint16_t>, 10> kTags{{
      {"auxiliary", kAuxiliary},
      {"modal", kModal | kAuxiliary},
      {"pronoun", kPronoun},
      {"determiner", kDeterminer},
      {"preposition", kPreposition},
      {"adverb", kAdverb},
      {"relative", kRelative},
      {"common_verb", kCommonVerb},
      {"stopword", kStopword},
      {"speech", kSpeech},
  }};
  const Json& tags = member(json, "tags");
  for (const auto& [name, tag] : kTags) {
    const auto list = tags.find(std::string(name));
    if (list == tags.end() || !list->is_string())
      return fault(file, pointer("/tags", name), "a string of words is missing");
    for (const std::string_view word : split(list->get_ref<const std::string&>())) knowledge.vocabulary.tag(word, tag);
  }
  const Json& verbs = member(json, "common_verbs");
  if (!verbs.is_string()) return fault(file, "/common_verbs", "a string of verbs is missing");
  for (const std::string_view verb : split(verbs.get_ref<const std::string&>())) {
    for (const std::string_view part : split(verb, '-')) compiler.verb(part, 0);
  }
  if (const Json& numbers = member(json, "number_words"); numbers.is_string()) {
    for (const std::string_view word : split(numbers.get_ref<const std::string&>())) {
      knowledge.vocabulary.add_key(word, kNumberKey, 0, 0);
    }
  }
  knowledge.abbreviations = hashes(member(json, "abbreviations"));
  knowledge.speaker_titles = hashes(member(json, "speaker_titles"));
  knowledge.speaker_roles = hashes(member(json, "speaker_roles"));
  return std::nullopt;
}

void load_notes(const Json& json, Knowledge& knowledge) {
  const Json& templates = member(json, "templates");
  if (!templates.is_object()) return;
  for (const auto& [key, text] : templates.items()) {
    if (text.is_string()) knowledge.notes.emplace(key, text.get<std::string>());
  }
}

std::optional<Error> load_constructions(const Json& json, std::string_view file, Knowledge& knowledge) {
  constexpr std::int64_t kSetMemory = 64 << 20;  // bytes; measured enough for 200 patterns without falling back
  const Json& list = member(json, "constructions");
  if (!list.is_array()) return fault(file, "/constructions", "an array is missing");
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(kSetMemory);
  auto set = std::make_shared<RE2::Set>(options, RE2::UNANCHORED);
  std::size_t index = 0;
  for (const Json& item : list) {
    const std::string path = "/constructions/" + std::to_string(index++);
    const Json& id = member(item, "id");
    const Json& role_json = member(item, "role");
    const Json& value = member(item, "value");
    const Json& pattern = member(item, "pattern");
    if (!id.is_string() || !role_json.is_string() || !value.is_number_integer() || !pattern.is_string())
      return fault(file, path, "id, role, value and pattern are needed");
    const auto role = role_of(role_json.get_ref<const std::string&>());
    if (!role) return fault(file, path + "/role", "unknown role '" + role_json.get<std::string>() + "'");
    if (auto why = value_fault(value, kRoles[static_cast<std::size_t>(*role)]))
      return fault(file, path + "/value", *why);
    const auto& known = knowledge.constructions;
    if (std::any_of(known.begin(), known.end(),
                    [&id](const Construction& c) { return c.id == id.get_ref<const std::string&>(); })) {
      return fault(file, path + "/id", "this id stands twice");
    }
    auto compiled = std::make_shared<RE2>(pattern.get_ref<const std::string&>(), options);
    if (!compiled->ok()) return fault(file, path + "/pattern", compiled->error());
    std::string error;
    if (set->Add(pattern.get_ref<const std::string&>(), &error) < 0) return fault(file, path + "/pattern", error);
    knowledge.constructions.push_back({id.get<std::string>(), *role, static_cast<std::int8_t>(value.get<int>()),
                                       fold32(fnv1a("construction " + id.get<std::string>())), std::move(compiled)});
  }
  if (!knowledge.constructions.empty() && !set->Compile())
    return fault(file, "/constructions", "the patterns need too much memory together");
  knowledge.construction_set = std::move(set);
  return std::nullopt;
}

/// A framework's cues are compiled to surface forms, so that one of a reader's own needs no change to the vocabulary.
class SurfaceCompiler {
 public:
  explicit SurfaceCompiler(const Irregulars& irregulars) : irregulars_(irregulars) {}

  void add(Trie& trie, std::string_view pattern, Entry entry) const {
    entry.id = fold32(fnv1a(pattern));
    std::vector<std::vector<std::uint32_t>> sequences{{}};
    for (const std::string& word : pattern_words(pattern)) {
      std::vector<std::vector<std::uint32_t>> longer;
      if (word == "_?") longer = sequences;
      for (const std::uint32_t key : keys(word)) {
        for (auto sequence : sequences) {
          sequence.push_back(key);
          longer.push_back(std::move(sequence));
        }
      }
      sequences = std::move(longer);
      if (sequences.size() > kMostSequences) sequences.resize(kMostSequences);
    }
    for (const auto& sequence : sequences) trie.add(sequence, entry);
  }

 private:
  static constexpr std::size_t kMostSequences = 512;  // a hostile pattern of many /v words must not explode

  [[nodiscard]] std::vector<std::uint32_t> keys(const std::string& word) const {
    if (word == "_" || word == "_?") return {kAnyWordKey};
    if (word == "#") return {kNumberKey};
    std::set<std::uint32_t> out;
    const std::string_view view = word;
    if (view.ends_with(kVerbMark)) {
      for (const auto& form : verb_forms(view.substr(0, view.size() - kVerbMark.size()), irregulars_))
        out.insert(key_of(form.text));
    } else if (view.ends_with(kNounMark)) {
      for (const auto& form : noun_forms(view.substr(0, view.size() - kNounMark.size()), irregulars_))
        out.insert(key_of(form));
    } else {
      out.insert(key_of(view));
    }
    return {out.begin(), out.end()};
  }

  const Irregulars& irregulars_;
};

std::optional<Error> load_cues(const Json& cues, std::string_view file, const std::string& path,
                               const SurfaceCompiler& compiler, Trie& trie, std::uint16_t group) {
  if (!cues.is_object()) return fault(file, path, "an object of pattern → weight is missing");
  for (const auto& [pattern, weight] : cues.items()) {
    const std::string place = pointer(path, pattern);
    if (const auto why = pattern_fault(pattern)) return fault(file, place, *why);
    if (!weight.is_number_integer() || weight.get<std::int64_t>() < 1 || weight.get<std::int64_t>() > 3)
      return fault(file, place, "a weight is 1, 2 or 3");
    compiler.add(trie, pattern, {0, group, static_cast<std::int8_t>(weight.get<int>()), CueRole::judge, -1});
  }
  return std::nullopt;
}

Result<Framework> framework_from(const Json& json, std::string_view file, const Irregulars& irregulars) {
  Framework out;
  if (!json.is_object()) return fault(file, "", "a framework is an object");
  const auto text = [&json](const char* name, std::string& to) {
    const Json& value = member(json, name);
    if (value.is_string()) to = value.get<std::string>();
    return value.is_string() && !to.empty();
  };
  if (!text("id", out.info.id)) return fault(file, "/id", "a framework needs an id");
  if (!text("title", out.info.title)) return fault(file, "/title", "a framework needs a title");
  (void)text("about", out.info.about);
  std::set<std::string> pillars;
  for (const Json& pillar : member(json, "pillars")) {
    const Json& id = member(pillar, "id");
    const Json& title = member(pillar, "title");
    if (!id.is_string() || !title.is_string())
      return fault(file, "/pillars/" + std::to_string(out.info.pillars.size()), "a pillar needs an id and a title");
    pillars.insert(id.get<std::string>());
    out.info.pillars.push_back({id.get<std::string>(), title.get<std::string>()});
  }
  const Json& themes = member(json, "themes");
  constexpr std::size_t kMostThemes = 100;
  if (!themes.is_array() || themes.empty() || themes.size() > kMostThemes)
    return fault(file, "/themes", "1 to 100 themes are needed");
  const SurfaceCompiler compiler(irregulars);
  for (const Json& theme : themes) {
    const std::string path = "/themes/" + std::to_string(out.theme_ids.size());
    const Json& id = member(theme, "id");
    const Json& title = member(theme, "title");
    if (!id.is_string() || !title.is_string() || id.get_ref<const std::string&>().empty())
      return fault(file, path, "a theme needs an id and a title");
    const Json& pillar = member(theme, "pillar");
    if (!pillar.is_null() && (!pillar.is_string() || !pillars.contains(pillar.get<std::string>())))
      return fault(file, path + "/pillar", "this pillar is not among the framework's pillars");
    if (std::find(out.theme_ids.begin(), out.theme_ids.end(), id.get<std::string>()) != out.theme_ids.end())
      return fault(file, path + "/id", "this theme id stands twice");
    if (auto e = load_cues(member(theme, "cues"), file, path + "/cues", compiler, out.cues,
                           static_cast<std::uint16_t>(out.theme_ids.size())))
      return *e;
    out.theme_ids.push_back(id.get<std::string>());
    out.info.themes.push_back(
        {id.get<std::string>(), title.get<std::string>(), pillar.is_string() ? pillar.get<std::string>() : ""});
  }
  if (json.contains("signature")) {
    if (auto e = load_cues(member(json, "signature"), file, "/signature", compiler, out.signature, 0)) return *e;
  }
  return out;
}

}  // namespace

std::string_view role_name(CueRole role) noexcept { return kRoles[static_cast<std::size_t>(role)].name; }

void Trie::add(std::span<const std::uint32_t> keys, Entry entry) {
  std::uint32_t node = 0;
  for (const std::uint32_t key : keys) {
    const std::uint64_t edge = (std::uint64_t{node} << 32U) | key;
    std::uint32_t next = edges_.get(edge);
    if (next == 0) {
      next = static_cast<std::uint32_t>(first_entry_.size());
      first_entry_.push_back(-1);
      wildcard_.push_back(0);
      edges_.set(edge, next);
      if (key == kAnyWordKey) wildcard_[node] = 1;
    }
    node = next;
  }
  entry.next = first_entry_[node];
  first_entry_[node] = static_cast<std::int32_t>(entries_.size());
  entries_.push_back(entry);
}

std::uint32_t Vocabulary::number_of(std::string_view form) {
  const std::uint64_t hash = fnv1a(form);
  std::uint32_t number = index_.get(hash);
  if (number == 0) {
    number = static_cast<std::uint32_t>(forms_.size());
    index_.set(hash, number);
    forms_.push_back({});
  }
  return number;
}

void Vocabulary::tag(std::string_view form, std::uint16_t tags) {
  Form& f = forms_[number_of(form)];
  f.tags = static_cast<std::uint16_t>(f.tags | tags);
}

void Vocabulary::add_key(std::string_view form, std::uint32_t key, std::uint16_t tags, std::uint32_t lemma) {
  const std::uint32_t number = number_of(form);
  forms_[number].tags = static_cast<std::uint16_t>(forms_[number].tags | tags);
  if (forms_[number].lemma == 0) forms_[number].lemma = lemma;
  links_.push_back({number, key});
}

void Vocabulary::freeze() {
  const auto order = [](const Link& a, const Link& b) { return std::tie(a.form, a.key) < std::tie(b.form, b.key); };
  const auto same = [](const Link& a, const Link& b) { return a.form == b.form && a.key == b.key; };
  std::sort(links_.begin(), links_.end(), order);
  links_.erase(std::unique(links_.begin(), links_.end(), same), links_.end());
  keys_.clear();
  for (const Link& link : links_) {
    Form& form = forms_[link.form];
    if (form.key_count == 0) form.first_key = static_cast<std::uint32_t>(keys_.size());
    ++form.key_count;
    keys_.push_back(link.key);
  }
  links_.clear();
}

Result<std::shared_ptr<const Knowledge>> load_knowledge(std::span<const KnowledgeFile> files) {
  auto knowledge = std::make_shared<Knowledge>();
  auto irregulars = std::make_shared<Irregulars>();
  std::vector<std::pair<std::string_view, Json>> lexicon;
  std::vector<std::pair<std::string_view, Json>> frameworks;
  std::optional<std::pair<std::string_view, Json>> grammar;
  std::optional<std::pair<std::string_view, Json>> morphology;
  std::optional<std::pair<std::string_view, Json>> constructions;
  for (const KnowledgeFile& file : files) {
    if (file.name == "model.json") {
      auto model = parse_model(file.content, file.name);
      if (!model) return model.error();
      knowledge->model = std::make_shared<Model>(std::move(*model));
      continue;
    }
    auto json = parse(file.name, file.content);
    if (!json) return json.error();
    if (!json->is_object()) return fault(file.name, "", "a file of knowledge is an object");
    if (file.name.starts_with("lexicon/"))
      lexicon.emplace_back(file.name, std::move(*json));
    else if (file.name.starts_with("frameworks/"))
      frameworks.emplace_back(file.name, std::move(*json));
    else if (file.name == "grammar.json")
      grammar.emplace(file.name, std::move(*json));
    else if (file.name == "morphology.json")
      morphology.emplace(file.name, std::move(*json));
    else if (file.name == "explanations.json")
      load_notes(*json, *knowledge);
    else if (file.name == "constructions.json")
      constructions.emplace(file.name, std::move(*json));
    else
      return fault(file.name, "", "not a file of knowledge that this version knows");
  }
  if (!grammar || !morphology || !constructions)
    return fault("", "", "grammar.json, morphology.json and constructions.json are all needed");
  if (auto e = load_irregulars(morphology->second, morphology->first, *irregulars)) return *e;
  knowledge->irregulars = irregulars;
  knowledge->contractions = rewrites(member(morphology->second, "contractions"));
  knowledge->whole_contractions = rewrites(member(morphology->second, "whole_contractions"));
  knowledge->spellings = rewrites(member(morphology->second, "spellings"));
  Compiler compiler(knowledge->vocabulary, *irregulars);
  if (auto e = load_grammar(grammar->second, grammar->first, compiler, *knowledge)) return *e;
  std::set<std::pair<CueRole, std::string>> seen;
  for (const auto& [name, json] : lexicon) {
    if (auto e = load_class(json, name, compiler, *knowledge, seen)) return *e;
  }
  if (auto e = load_constructions(constructions->second, constructions->first, *knowledge)) return *e;
  for (const auto& [name, json] : frameworks) {
    auto framework = framework_from(json, name, *irregulars);
    if (!framework) return framework.error();
    knowledge->frameworks.push_back(std::move(*framework));
  }
  knowledge->vocabulary.freeze();
  if (!knowledge->model) knowledge->model = std::make_shared<Model>();
  return std::shared_ptr<const Knowledge>(std::move(knowledge));
}

Result<Framework> load_framework(std::string_view json, const Knowledge& knowledge) {
  constexpr std::string_view kOwn = "your framework";
  constexpr std::size_t kMostBytes = 1U << 20U;  // a framework of a hundred themes is some 50 KB
  if (json.size() > kMostBytes)
    return Error{"framework", "a framework file may hold at most 1 MB", std::string(kOwn), "", 0};
  auto parsed = parse(kOwn, json);
  if (!parsed) {
    Error error = parsed.error();
    error.code = "framework";
    return error;
  }
  auto framework = framework_from(*parsed, kOwn, *knowledge.irregulars);
  if (framework) return framework;
  Error error = framework.error();
  error.code = "framework";
  return error;
}

}  // namespace candour::detail
