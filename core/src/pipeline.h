// The stages in order over one document: the one loop that analysis and training share, so that what is learned is
// what is used.
#ifndef CANDOUR_SRC_PIPELINE_H
#define CANDOUR_SRC_PIPELINE_H

#include <string_view>
#include <vector>

#include "document.h"
#include "features.h"

namespace candour::detail {

/// Goes through a document block by block. What a block inherits (heading, lead-in, the sentence before) is carried
/// along; nothing else passes from block to block.
class Walk {
 public:
  Walk(std::string_view text, const Knowledge& knowledge);

  /// Reads the next block; false at the end.
  [[nodiscard]] bool next();

  [[nodiscard]] const Document& document() const noexcept { return document_; }
  [[nodiscard]] const Block& block() const noexcept { return document_.blocks[at_ - 1]; }
  [[nodiscard]] std::size_t index() const noexcept { return at_ - 1; }
  [[nodiscard]] const BlockReading& reading() const noexcept { return reading_; }
  [[nodiscard]] const Carried& carried() const noexcept { return carried_; }

 private:
  void remember();
  void meter();

  std::string_view text_;
  const Knowledge& knowledge_;
  Document document_;
  std::size_t at_ = 0;
  BlockReading reading_;
  Carried carried_;
};

}  // namespace candour::detail

#endif  // CANDOUR_SRC_PIPELINE_H
