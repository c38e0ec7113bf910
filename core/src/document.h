// Stage 2, document: finds paragraphs, headings, list items and speaker turns in plain text as people paste it:
// hard-wrapped or not, with Markdown-ish headings, bullets, running headers and page numbers.
#ifndef CANDOUR_SRC_DOCUMENT_H
#define CANDOUR_SRC_DOCUMENT_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"
#include "knowledge.h"

namespace candour::detail {

enum class BlockKind : std::uint8_t { paragraph, heading, item };

/// A run of text that sentences do not cross. Usually one line range; more where page furniture was bridged.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::vector<Span> pieces;  ///< in order; what lies between them is page furniture
  int speaker = -1;          ///< index into Document::speakers
  std::uint32_t body = 0;    ///< where the words begin, behind a bullet or a speaker's label
};

struct Document {
  std::vector<Block> blocks;
  std::vector<std::string> speakers;
};

/// Linear in the text.
[[nodiscard]] Document read_document(std::string_view text, const Knowledge& knowledge);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_DOCUMENT_H
