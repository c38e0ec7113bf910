// What the analyser knows of the language, compiled from the JSON files of core/data: the lexicon as a trie over
// word keys, the grammar's lists, the constructions, the frameworks, the model.
//
// A *key* is a number for a word of a pattern: a surface form ("short"), or a verb or noun with all its forms
// ("fall/v", "backlog/n"). Each surface form of a text is looked up once and gives all its keys.
#ifndef CANDOUR_SRC_KNOWLEDGE_H
#define CANDOUR_SRC_KNOWLEDGE_H

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"
#include "flat_map.h"

namespace re2 {
class RE2;
}

namespace candour::detail {

/// What a cue does; the table of roles in core/data/README.md explains each.
enum class CueRole : std::uint8_t {
  judge,
  thing,
  direction,
  negation,
  shortfall,
  remedy,
  intensifier,
  hedge,
  attitude,
  report,
  demand,
  aim,
  plan,
  improved,
  worse,
  persist,
  subject,
  courtesy,
  grade,
  quantity,
  compare,
  practice,
  body,
  assessor,
  served,
  history,
  norm,
};
inline constexpr std::size_t kCueRoles = static_cast<std::size_t>(CueRole::norm) + 1;
[[nodiscard]] std::string_view role_name(CueRole role) noexcept;

/// How a clause is joined to what stands before it.
enum class Relation : std::uint8_t {
  start,
  contrast,
  contrast_adverb,
  concession,
  despite,
  addition,
  cause,
  result,
  condition,
  semicolon,
  colon,
  dash,
  coordinated,
  comma,
  main,
  none,
};

/// Part of speech as far as the clause splitter needs it; a form may have several (bits).
enum Tag : std::uint16_t {
  kAuxiliary = 1,  ///< finite forms of be, have, do and the modals
  kPresent = 2,    ///< third person -s
  kPast = 4,       ///< past or past participle
  kBase = 8,
  kGerund = 16,
  kPronoun = 32,  ///< subject pronouns and there
  kDeterminer = 64,
  kPreposition = 128,
  kAdverb = 256,
  kRelative = 512,  ///< which, who, whose, where
  kModal = 1024,
  kNoun = 2048,
  kCommonVerb = 4096,  ///< hardly ever a noun in its -s form
  kStopword = 8192,    ///< function words by which English is recognised
  kSpeech = 16384,     ///< words of speech rather than of reports
  kAsking = 32768,     ///< how, whether: what follows is asked, not said
};

struct Entry {
  std::uint32_t id = 0;     ///< hash of the pattern: stable over rebuilds, a feature by itself
  std::uint16_t group = 0;  ///< class, or theme, or connective, that it belongs to
  std::int8_t value = 0;
  CueRole role = CueRole::judge;
  std::int32_t next = -1;  ///< next entry that ends at the same node
};

inline constexpr std::uint32_t kAnyWordKey = 1;  ///< `_`
inline constexpr std::uint32_t kNumberKey = 2;   ///< `#`

/// A trie over keys. Nodes are numbers; node 0 is the root.
class Trie {
 public:
  /// The child of `node` by `key`, made where there is none.
  [[nodiscard]] std::uint32_t grow(std::uint32_t node, std::uint32_t key);
  /// Adds an entry that ends at `node`.
  void put(std::uint32_t node, Entry entry);
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint32_t key) const noexcept {
    return (nodes_[node].filter & bit(key)) == 0 ? 0 : edges_.get((std::uint64_t{node} << 32U) | key);
  }
  [[nodiscard]] std::int32_t first_entry(std::uint32_t node) const noexcept { return nodes_[node].first_entry; }
  [[nodiscard]] const Entry& entry(std::int32_t index) const noexcept {
    return entries_[static_cast<std::size_t>(index)];
  }
  /// The child by kAnyWordKey, 0 where there is none.
  [[nodiscard]] std::uint32_t wildcard(std::uint32_t node) const noexcept { return child(node, kAnyWordKey); }
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

 private:
  struct Node {
    std::int32_t first_entry = -1;
    std::uint32_t filter = 0;  ///< the bits of its children's keys: nearly all that are asked for are not there
  };

  static std::uint32_t bit(std::uint32_t key) noexcept {
    constexpr unsigned kBits = 31;
    return 1U << (key & kBits);
  }

  FlatMap edges_;
  std::vector<Node> nodes_{Node{}};
  std::vector<Entry> entries_;
};

/// What is known of one surface form.
struct Form {
  std::uint32_t first_key = 0;  ///< into Vocabulary::keys_of
  std::uint32_t stem = 0;       ///< hash of its stem
  std::uint16_t key_count = 0;
  std::uint16_t tags = 0;
};

/// Words: from lower-case surface forms to keys and tags.
class Vocabulary {
 public:
  /// The number of a form, or 0 for a form that is not known.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const noexcept { return index_.get(hash); }
  [[nodiscard]] const Form& form(std::uint32_t number) const noexcept { return forms_[number]; }
  [[nodiscard]] std::span<const std::uint32_t> keys(std::uint32_t number) const noexcept {
    const Form& f = forms_[number];
    return std::span(keys_).subspan(f.first_key, f.key_count);
  }
  void tag(std::string_view form, std::uint16_t tags);
  void add_key(std::string_view form, std::uint32_t key, std::uint16_t tags);
  /// Lays the keys out flat; call once, after the last add.
  void freeze();

 private:
  std::uint32_t number_of(std::string_view form);
  FlatMap index_;
  std::vector<Form> forms_{Form{}};
  struct Link {
    std::uint32_t form, key;
  };
  std::vector<Link> links_;
  std::vector<std::uint32_t> keys_;
};

struct Connective {
  Relation relation = Relation::none;
  bool fronted = false;  ///< opens a subordinate clause that ends at a comma when it stands first
};

struct Construction {
  std::string id;
  CueRole role = CueRole::judge;
  std::int8_t value = 0;
  std::uint32_t hash = 0;
  std::shared_ptr<const re2::RE2> pattern;
};

/// An inflecting suffix rule or spelling variant: `from` at the end (or anywhere, for spelling) becomes `to`.
struct Rewrite {
  std::string from, to;
};

/// Which three letters the rules of a list begin with: most words hold none of them, and need not be tried.
class Beginnings {
 public:
  void add(std::string_view rule) {
    if (rule.size() < 3)
      all_ = true;
    else
      known_[place(rule, 0)] = true;
  }
  [[nodiscard]] bool in(std::string_view word) const noexcept {
    for (std::size_t at = 0; at + 3 <= word.size(); ++at) {
      if (known_[place(word, at)]) return true;
    }
    return all_;
  }

 private:
  static constexpr unsigned kLetterBits = 5;  // of a byte: letters differ in these
  static std::size_t place(std::string_view text, std::size_t at) noexcept {
    constexpr unsigned kMask = (1U << kLetterBits) - 1;
    const auto letter = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]) & kMask; };
    return letter(0) << 2 * kLetterBits | letter(1) << kLetterBits | letter(2);
  }
  std::bitset<1U << 3 * kLetterBits> known_;
  bool all_ = false;
};

struct Framework {
  FrameworkInfo info;
  Trie cues;  ///< group = theme, value = weight
  std::vector<std::string> theme_ids;
};

struct Irregulars;
struct Model;

/// FNV-1a, the one hash of this project: of words, patterns and features.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view text,
                                            std::uint64_t seed = 14695981039346656037ULL) noexcept {
  for (const char c : text) {
    seed ^= static_cast<unsigned char>(c);
    seed *= 1099511628211ULL;
  }
  return seed;
}
[[nodiscard]] constexpr std::uint32_t fold32(std::uint64_t hash) noexcept {
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

struct Knowledge {
  Vocabulary vocabulary;
  Trie lexicon;      ///< group = class
  Trie connectives;  ///< group = index into connective_list
  std::vector<Connective> connective_list;
  std::vector<std::string> classes;
  std::vector<Construction> constructions;
  std::shared_ptr<const void> construction_set;  ///< RE2::Set over all constructions
  std::vector<Rewrite> contractions;             ///< "n't" → "not" at the end of a word
  std::vector<Rewrite> whole_contractions;       ///< "won't" → "will not"
  std::vector<Rewrite> joined_words;             ///< the same without an apostrophe: "cannot" → "can not"
  std::vector<Rewrite> spellings;                ///< American → British, tried on unknown words
  Beginnings spelling_beginnings;                ///< of spellings
  std::map<std::uint32_t, int> number_values;    ///< what number words are worth, by the keys of their tokens
  std::vector<std::uint32_t> percent_words;      ///< "cent", by the keys of their tokens
  std::vector<std::uint64_t> abbreviations;      ///< sorted hashes
  std::vector<std::uint64_t> speaker_titles, speaker_roles;
  std::vector<Framework> frameworks;
  Trie signatures;                                        ///< group = framework, value = weight
  std::map<std::string, std::string, std::less<>> notes;  ///< "cue.strength" → "‘{}’ speaks for it"
  std::shared_ptr<const Irregulars> irregulars;
  std::shared_ptr<const Model> model;  ///< without weights (rows 0) when no model file was given
};

/// Parses and checks all files. The first fault is returned with file, path and reason.
[[nodiscard]] Result<std::shared_ptr<const Knowledge>> load_knowledge(std::span<const KnowledgeFile> files);

/// The same from a pack (knowledge_pack.h), whose patterns were checked when it was made.
[[nodiscard]] Result<std::shared_ptr<const Knowledge>> load_pack(std::string_view bytes);

/// Compiles a reader's own framework; its cues may hold words that the lexicon does not know. Code "framework".
[[nodiscard]] Result<Framework> load_framework(std::string_view json, const Knowledge& knowledge);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_KNOWLEDGE_H
