#include "knowledge.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "inflection.h"
#include "knowledge_pack.h"
#include "model.h"

namespace candour::detail {
namespace {

using Json = nlohmann::json;

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

/// The parts of a word of a pattern as the tokeniser would cut it: at hyphens, with "'s" apart.
template <class Take>
void each_part(std::string_view word, const Take& take) {
  for (std::string_view part : split(word, '-')) {
    if (part.size() <= 2 || !part.ends_with("'s")) {
      take(part);
      continue;
    }
    take(part.substr(0, part.size() - 2));
    take("'s");
  }
}

std::optional<std::string> part_fault(std::string_view part) {
  if (part == "_" || part == "_?" || part == "#") return std::nullopt;
  const std::size_t slash = part.find('/');
  if (slash != std::string_view::npos && part.substr(slash) != kVerbMark && part.substr(slash) != kNounMark)
    return "unknown mark after '" + std::string(part.substr(0, slash)) + "' (only /v and /n)";
  if (slash == 0) return "a mark without a word";
  if (std::any_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return "patterns are lower case";
  return std::nullopt;
}

std::optional<std::string> pattern_fault(std::string_view pattern) {
  std::vector<std::string_view> parts;
  for (const std::string_view word : split(pattern))
    each_part(word, [&](std::string_view part) { parts.push_back(part); });
  if (parts.empty()) return "an empty pattern";
  if (parts.front().starts_with('_') || parts.back().starts_with('_'))
    return "a pattern must not begin or end with a wildcard";
  for (const std::string_view part : parts) {
    if (auto why = part_fault(part)) return why;
  }
  return std::nullopt;
}

/// Where the patterns of a file come from: its own JSON, checked, or the pack, into which they were taken out.
class PatternReader {
 public:
  PatternReader() = default;
  explicit PatternReader(Pack& pack) : words_(std::move(pack.words)), lists_(std::move(pack.lists)) {}

  /// Reads an object of pattern → value. `value_fault` says what is wrong with a pattern's value, if anything.
  /// Answers `none` where `json` is no such object.
  template <class ValueFault>
  std::optional<Error> read(const Json& json, std::string_view file, const std::string& path, const char* none,
                            const ValueFault& value_fault) {
    if (json.is_number_unsigned() && json.get<std::size_t>() < lists_.size()) {
      now_ = std::move(lists_[json.get<std::size_t>()]);
      return std::nullopt;
    }
    if (!json.is_object()) return fault(file, path, none);
    now_.words.clear();
    now_.items.clear();
    for (const auto& [pattern, value] : json.items()) {
      if (auto why = pattern_fault(pattern)) return fault(file, pointer(path, pattern), std::move(*why));
      if (std::optional<std::string> why = value_fault(pattern, value))
        return fault(file, pointer(path, pattern), std::move(*why));
      add(pattern, static_cast<std::int8_t>(value.template get<std::int64_t>()));
    }
    return std::nullopt;
  }

  /// A list of one pattern.
  void read(std::string_view pattern) {
    now_.words.clear();
    now_.items.clear();
    add(pattern, 1);
  }

  /// What was read last.
  [[nodiscard]] const Patterns& patterns() const noexcept { return now_; }
  [[nodiscard]] std::string_view word(std::uint32_t number) const noexcept { return words_[number]; }

 private:
  void add(std::string_view pattern, std::int8_t value) {
    const auto first = static_cast<std::uint32_t>(now_.words.size());
    for (const std::string_view word : split(pattern)) {
      const auto [at, is_new] = numbers_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size()));
      if (is_new) words_.emplace_back(word);
      now_.words.push_back(at->second);
    }
    now_.items.push_back({first, static_cast<std::uint32_t>(now_.words.size()), value});
  }

  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<Patterns> lists_;
  Patterns now_;
};

constexpr std::uint32_t kPerhapsAnyKey = 0;  ///< `_?`; no word has it
constexpr std::size_t kMostPaths = 512;      // a hostile pattern of many /v words must not explode

/// The keys that each word of patterns may be met by: its parts one behind the other, for each part those that will do.
class WordKeys {
 public:
  /// Calls `take` for each part of the word with that number. `find` puts the keys of a part into a vector.
  template <class Take, class Find>
  void each(std::uint32_t number, std::string_view word, const Take& take, const Find& find) {
    if (number >= words_.size()) words_.resize(std::max<std::size_t>(number + 1, words_.size() * 2));
    if (!words_[number].known) {
      Range range{static_cast<std::uint32_t>(parts_.size()), 0, true};
      each_part(word, [&](std::string_view part) {
        find(part, keys_);
        parts_.push_back(static_cast<std::uint32_t>(keys_.size()));
      });
      range.last = static_cast<std::uint32_t>(parts_.size());
      words_[number] = range;
    }
    const Range range = words_[number];
    for (std::uint32_t part = range.first; part < range.last; ++part) {
      const std::uint32_t first = part == 0 ? 0 : parts_[part - 1];
      take(std::span(keys_).subspan(first, parts_[part] - first));
    }
  }

 private:
  struct Range {
    std::uint32_t first = 0, last = 0;
    bool known = false;
  };
  std::vector<Range> words_;          ///< into parts_
  std::vector<std::uint32_t> parts_;  ///< where the keys of each part end
  std::vector<std::uint32_t> keys_;
};

/// Puts patterns into tries.
class Planter {
 public:
  /// Adds what `reader` has read. `entry` says all but id and value, which are the pattern's own.
  template <class Find>
  void plant(const PatternReader& reader, Entry entry, Trie& trie, const Find& find) {
    const std::vector<std::uint32_t>& words = reader.patterns().words;
    Patterns::Item before;
    path_.clear();
    for (const Patterns::Item& item : reader.patterns().items) {
      path_.resize(std::min<std::size_t>(path_.size(), shared(words, before, item)));
      std::uint64_t hash = path_.empty() ? fnv1a({}) : path_.back().hash;
      nodes_.assign(1, path_.empty() ? 0 : path_.back().node);
      for (std::uint32_t i = item.first + static_cast<std::uint32_t>(path_.size()); i < item.last; ++i) {
        const std::string_view word = reader.word(words[i]);
        if (i != item.first) hash = fnv1a(" ", hash);
        hash = fnv1a(word, hash);
        keys_.each(
            words[i], word, [&](std::span<const std::uint32_t> keys) { step(trie, keys); }, find);
        if (nodes_.size() == 1 && path_.size() == i - item.first) path_.push_back({hash, nodes_.front()});
      }
      entry.id = fold32(hash);
      entry.value = item.value;
      for (const std::uint32_t node : nodes_) trie.put(node, entry);
      before = item;
    }
  }

 private:
  /// Where a pattern has led, by one way, behind each of its first words: the next one often begins with the same.
  struct Place {
    std::uint64_t hash = 0;
    std::uint32_t node = 0;
  };

  static std::size_t shared(const std::vector<std::uint32_t>& words, Patterns::Item a, Patterns::Item b) {
    const auto at = [&words](std::uint32_t i) { return words.begin() + i; };
    return static_cast<std::size_t>(std::mismatch(at(a.first), at(a.last), at(b.first), at(b.last)).first -
                                    at(a.first));
  }

  void step(Trie& trie, std::span<const std::uint32_t> keys) {
    if (nodes_.size() == 1 && keys.size() == 1 && keys.front() != kPerhapsAnyKey) {
      nodes_.front() = trie.grow(nodes_.front(), keys.front());
      return;
    }
    next_.clear();
    for (const std::uint32_t key : keys) {
      if (key == kPerhapsAnyKey) next_ = nodes_;
      for (const std::uint32_t node : nodes_) {
        if (next_.size() < kMostPaths) next_.push_back(trie.grow(node, key == kPerhapsAnyKey ? kAnyWordKey : key));
      }
    }
    nodes_.swap(next_);
  }

  WordKeys keys_;
  std::vector<Place> path_;
  std::vector<std::uint32_t> nodes_, next_;
};

/// The key of a wildcard, or 0 with false.
bool wildcard(std::string_view part, std::vector<std::uint32_t>& out) {
  if (part != "_" && part != "_?" && part != "#") return false;
  out.push_back(part == "_" ? kAnyWordKey : part == "#" ? kNumberKey : kPerhapsAnyKey);
  return true;
}

/// Compiles patterns of the lexicon: tells the vocabulary of every inflected word.
class Compiler {
 public:
  Compiler(Vocabulary& vocabulary, const Irregulars& irregulars) : vocabulary_(vocabulary), irregulars_(irregulars) {}

  void add(const PatternReader& reader, const Entry& entry, Trie& trie) {
    planter_.plant(reader, entry, trie,
                   [this](std::string_view part, std::vector<std::uint32_t>& out) { key(part, out); });
  }

  void verb(std::string_view lemma) {
    const std::string marked = std::string(lemma).append(kVerbMark);
    if (!done_.insert(marked).second) return;
    const std::uint32_t key = key_of(marked);
    for (const InflectedVerb& form : verb_forms(lemma, irregulars_)) {
      vocabulary_.add_key(form.text, key,
                          form.form == VerbForm::base      ? kBase
                          : form.form == VerbForm::present ? kPresent
                          : form.form == VerbForm::gerund  ? kGerund
                                                           : kPast);
    }
  }

 private:
  void key(std::string_view part, std::vector<std::uint32_t>& out) {
    if (wildcard(part, out)) return;
    if (part.ends_with(kVerbMark)) {
      verb(part.substr(0, part.size() - kVerbMark.size()));
    } else if (part.ends_with(kNounMark)) {
      noun(part);
    } else {
      vocabulary_.tag(part, 0);
    }
    out.push_back(key_of(part));
  }

  void noun(std::string_view marked) {
    if (!done_.emplace(marked).second) return;
    const std::uint32_t key = key_of(marked);
    for (const std::string& form : noun_forms(marked.substr(0, marked.size() - kNounMark.size()), irregulars_))
      vocabulary_.add_key(form, key, kNoun);
  }

  Vocabulary& vocabulary_;
  const Irregulars& irregulars_;
  Planter planter_;
  std::unordered_set<std::string> done_;
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

using Seen = std::set<std::pair<CueRole, std::string>>;

std::optional<Error> load_class(const Json& json, std::string_view file, PatternReader& reader, Compiler& compiler,
                                Knowledge& knowledge, Seen& seen) {
  const Json& role_json = member(json, "role");
  if (!role_json.is_string()) return fault(file, "/role", "a class needs a role");
  const auto role = role_of(role_json.get_ref<const std::string&>());
  if (!role) return fault(file, "/role", "unknown role '" + role_json.get<std::string>() + "'");
  const Json& name = member(json, "class");
  if (!name.is_string()) return fault(file, "/class", "a class needs a name");
  const auto group = static_cast<std::uint16_t>(knowledge.classes.size());
  knowledge.classes.push_back(name.get<std::string>());
  const RoleRule& rule = kRoles[static_cast<std::size_t>(*role)];
  const auto wrong = [&](const std::string& pattern, const Json& value) {
    auto why = value_fault(value, rule);
    if (!why && !seen.emplace(*role, pattern).second)
      why = "this pattern stands twice in role " + std::string(rule.name);
    return why;
  };
  if (auto e =
          reader.read(member(json, "entries"), file, "/entries", "entries must be an object of pattern → value", wrong))
    return e;
  compiler.add(reader, {0, group, 0, *role, -1}, knowledge.lexicon);
  return std::nullopt;
}

std::optional<Error> load_grammar(const Json& json, std::string_view file, PatternReader& reader, Compiler& compiler,
                                  Knowledge& knowledge) {
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
      reader.read(pattern);
      compiler.add(reader, {0, static_cast<std::uint16_t>(knowledge.connective_list.size()), 1, CueRole::judge, -1},
                   knowledge.connectives);
      knowledge.connective_list.push_back({static_cast<Relation>(it - kRelations.begin()), opens.contains(pattern)});
    }
  }
  static constexpr std::array<std::pair<std::string_view, std::uint16_t>, 11> kTags{{
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
      {"asking", kAsking},
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
    for (const std::string_view part : split(verb, '-')) compiler.verb(part);
  }
  if (const Json& numbers = member(json, "number_words"); numbers.is_string()) {
    for (const std::string_view word : split(numbers.get_ref<const std::string&>())) {
      knowledge.vocabulary.add_key(word, kNumberKey, 0);
    }
  }
  if (const Json& values = member(json, "number_values"); values.is_object()) {
    for (const auto& [word, value] : values.items()) {
      if (value.is_number_unsigned()) knowledge.number_values.emplace(key_of(word), value.get<int>());
    }
  }
  if (const Json& words = member(json, "percent_words"); words.is_string()) {
    for (const std::string_view word : split(words.get_ref<const std::string&>()))
      knowledge.percent_words.push_back(key_of(word));
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

  void add(const PatternReader& reader, std::uint16_t group, Trie& trie) {
    planter_.plant(reader, {0, group, 0, CueRole::judge, -1}, trie,
                   [this](std::string_view part, std::vector<std::uint32_t>& out) { keys(part, out); });
  }

 private:
  void keys(std::string_view part, std::vector<std::uint32_t>& out) const {
    if (wildcard(part, out)) return;
    const std::size_t first = out.size();
    if (part.ends_with(kVerbMark)) {
      for (const auto& form : verb_forms(part.substr(0, part.size() - kVerbMark.size()), irregulars_))
        out.push_back(key_of(form.text));
    } else if (part.ends_with(kNounMark)) {
      for (const auto& form : noun_forms(part.substr(0, part.size() - kNounMark.size()), irregulars_))
        out.push_back(key_of(form));
    } else {
      out.push_back(key_of(part));
    }
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, out.end());
    out.erase(std::unique(begin, out.end()), out.end());
  }

  const Irregulars& irregulars_;
  Planter planter_;
};

std::optional<Error> load_cues(const Json& cues, std::string_view file, const std::string& path, PatternReader& reader,
                               SurfaceCompiler& compiler, Trie& trie, std::uint16_t group) {
  const auto wrong = [](const std::string& /*pattern*/, const Json& weight) -> std::optional<std::string> {
    constexpr std::int64_t kMostWeight = 3;
    const bool fits =
        weight.is_number_integer() && weight.get<std::int64_t>() >= 1 && weight.get<std::int64_t>() <= kMostWeight;
    return fits ? std::nullopt : std::optional<std::string>("a weight is 1, 2 or 3");
  };
  if (auto e = reader.read(cues, file, path, "an object of pattern → weight is missing", wrong)) return e;
  compiler.add(reader, group, trie);
  return std::nullopt;
}

Result<Framework> framework_from(const Json& json, std::string_view file, PatternReader& reader,
                                 SurfaceCompiler& compiler, Trie& signatures, std::uint16_t number) {
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
    if (auto e = load_cues(member(theme, "cues"), file, path + "/cues", reader, compiler, out.cues,
                           static_cast<std::uint16_t>(out.theme_ids.size())))
      return *e;
    out.theme_ids.push_back(id.get<std::string>());
    out.info.themes.push_back(
        {id.get<std::string>(), title.get<std::string>(), pillar.is_string() ? pillar.get<std::string>() : ""});
  }
  if (json.contains("signature")) {
    if (auto e = load_cues(member(json, "signature"), file, "/signature", reader, compiler, signatures, number))
      return *e;
  }
  return out;
}

}  // namespace

std::string_view role_name(CueRole role) noexcept { return kRoles[static_cast<std::size_t>(role)].name; }

std::uint32_t Trie::grow(std::uint32_t node, std::uint32_t key) {
  std::uint32_t& next = edges_[(std::uint64_t{node} << 32U) | key];
  if (next != 0) return next;
  next = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({});
  nodes_[node].filter |= bit(key);
  return next;
}

void Trie::put(std::uint32_t node, Entry entry) {
  entry.next = nodes_[node].first_entry;
  nodes_[node].first_entry = static_cast<std::int32_t>(entries_.size());
  entries_.push_back(entry);
}

std::uint32_t Vocabulary::number_of(std::string_view form) {
  std::uint32_t& number = index_[fnv1a(form)];
  if (number != 0) return number;
  number = static_cast<std::uint32_t>(forms_.size());
  forms_.push_back({.stem = fold32(fnv1a(stem(form)))});
  return number;
}

void Vocabulary::tag(std::string_view form, std::uint16_t tags) {
  Form& f = forms_[number_of(form)];
  f.tags = static_cast<std::uint16_t>(f.tags | tags);
}

void Vocabulary::add_key(std::string_view form, std::uint32_t key, std::uint16_t tags) {
  const std::uint32_t number = number_of(form);
  forms_[number].tags = static_cast<std::uint16_t>(forms_[number].tags | tags);
  links_.push_back({number, key});
}

void Vocabulary::freeze() {
  for (const Link& link : links_) ++forms_[link.form].key_count;
  std::uint32_t sum = 0;
  for (Form& form : forms_) {
    form.first_key = sum;
    sum += std::exchange(form.key_count, std::uint16_t{0});
  }
  keys_.resize(sum);
  for (const Link& link : links_) {
    Form& form = forms_[link.form];
    keys_[form.first_key + form.key_count++] = link.key;
  }
  links_ = {};
  for (Form& form : forms_) {  // what is left over of keys that came twice is never looked at
    const auto first = keys_.begin() + form.first_key;
    std::sort(first, first + form.key_count);
    form.key_count = static_cast<std::uint16_t>(std::unique(first, first + form.key_count) - first);
  }
}

namespace {

/// Files of knowledge, parsed, with what of them is not JSON.
struct Sources {
  std::vector<std::pair<std::string, Json>> files;
  PatternReader patterns;
  std::optional<WeightRows> weights;
};

/// All files, in order, with what each is for.
struct Sorted {
  std::vector<const std::pair<std::string, Json>*> lexicon, frameworks;
  const Json* grammar = nullptr;
  const Json* morphology = nullptr;
  const Json* constructions = nullptr;
};

std::optional<Error> sort_out(Sources& sources, Knowledge& knowledge, Sorted& out) {
  for (const auto& file : sources.files) {
    const auto& [name, json] = file;
    if (!json.is_object()) return fault(name, "", "a file of knowledge is an object");
    if (name == "model.json") {
      auto model = model_from(json, name, sources.weights ? &*sources.weights : nullptr);
      if (!model) return model.error();
      knowledge.model = std::make_shared<Model>(std::move(*model));
    } else if (name.starts_with("lexicon/")) {
      out.lexicon.push_back(&file);
    } else if (name.starts_with("frameworks/")) {
      out.frameworks.push_back(&file);
    } else if (name == "grammar.json") {
      out.grammar = &json;
    } else if (name == "morphology.json") {
      out.morphology = &json;
    } else if (name == "explanations.json") {
      load_notes(json, knowledge);
    } else if (name == "constructions.json") {
      out.constructions = &json;
    } else {
      return fault(name, "", "not a file of knowledge that this version knows");
    }
  }
  if (out.grammar == nullptr || out.morphology == nullptr || out.constructions == nullptr)
    return fault("", "", "grammar.json, morphology.json and constructions.json are all needed");
  return std::nullopt;
}

Result<std::shared_ptr<const Knowledge>> compile(Sources sources) {
  auto knowledge = std::make_shared<Knowledge>();
  auto irregulars = std::make_shared<Irregulars>();
  Sorted sorted;
  if (auto e = sort_out(sources, *knowledge, sorted)) return *e;
  constexpr const char* kMorphology = "morphology.json";
  if (auto e = load_irregulars(*sorted.morphology, kMorphology, *irregulars)) return *e;
  knowledge->irregulars = irregulars;
  knowledge->contractions = rewrites(member(*sorted.morphology, "contractions"));
  knowledge->whole_contractions = rewrites(member(*sorted.morphology, "whole_contractions"));
  knowledge->joined_words = rewrites(member(*sorted.morphology, "joined_words"));
  knowledge->spellings = rewrites(member(*sorted.morphology, "spellings"));
  for (const Rewrite& rule : knowledge->spellings) knowledge->spelling_beginnings.add(rule.from);
  Compiler compiler(knowledge->vocabulary, *irregulars);
  if (auto e = load_grammar(*sorted.grammar, "grammar.json", sources.patterns, compiler, *knowledge)) return *e;
  Seen seen;
  for (const auto* file : sorted.lexicon) {
    if (auto e = load_class(file->second, file->first, sources.patterns, compiler, *knowledge, seen)) return *e;
  }
  if (auto e = load_constructions(*sorted.constructions, "constructions.json", *knowledge)) return *e;
  SurfaceCompiler surfaces(*irregulars);
  for (const auto* file : sorted.frameworks) {
    auto framework = framework_from(file->second, file->first, sources.patterns, surfaces, knowledge->signatures,
                                    static_cast<std::uint16_t>(knowledge->frameworks.size()));
    if (!framework) return framework.error();
    knowledge->frameworks.push_back(std::move(*framework));
  }
  knowledge->vocabulary.freeze();
  if (!knowledge->model) knowledge->model = std::make_shared<Model>();
  return std::shared_ptr<const Knowledge>(std::move(knowledge));
}

}  // namespace

Result<std::shared_ptr<const Knowledge>> load_knowledge(std::span<const KnowledgeFile> files) {
  Sources sources;
  for (const KnowledgeFile& file : files) {
    auto json = parse(file.name, file.content);
    if (!json) return json.error();
    sources.files.emplace_back(file.name, std::move(*json));
  }
  return compile(std::move(sources));
}

Result<std::shared_ptr<const Knowledge>> load_pack(std::string_view bytes) {
  constexpr std::string_view kPack = "the built-in knowledge";
  auto pack = read_pack(bytes);
  if (!pack) return fault(kPack, "", "not a pack that this version reads, or a damaged one");
  auto json = parse(kPack, pack->files);
  if (!json) return json.error();
  Sources sources;
  sources.weights = std::move(pack->weights);
  sources.patterns = PatternReader(*pack);
  for (Json& file : *json) {
    if (!file.is_array() || file.size() != 2 || !file[0].is_string())
      return fault(kPack, "", "a file in it has no name");
    sources.files.emplace_back(file[0].get<std::string>(), std::move(file[1]));
  }
  return compile(std::move(sources));
}

Result<Framework> load_framework(std::string_view json, const Knowledge& knowledge) {
  constexpr std::string_view kOwn = "your framework";
  constexpr std::size_t kMostBytes = 1U << 20U;  // a framework of a hundred themes is some 50 KB
  if (json.size() > kMostBytes)
    return Error{"framework", "a framework file may hold at most 1 MB", std::string(kOwn), "", 0};
  const auto as_framework = [](Error error) {
    error.code = "framework";
    return error;
  };
  auto parsed = parse(kOwn, json);
  if (!parsed) return as_framework(parsed.error());
  PatternReader reader;
  SurfaceCompiler compiler(*knowledge.irregulars);
  Trie signature;  // checked, but never asked: a framework of one's own is chosen, not recognised
  auto framework = framework_from(*parsed, kOwn, reader, compiler, signature, 0);
  if (!framework) return as_framework(framework.error());
  return framework;
}

}  // namespace candour::detail
