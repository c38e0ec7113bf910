// Stage 2, document: paragraphs, headings, list items, speakers, lines wrapped by hand, page furniture.
#include "document.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;

/// Each block as "kind: words", its pieces joined by " + ", line breaks as blanks.
std::vector<std::string> blocks_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Block& block : read_document(text, knowledge()).blocks) {
    std::string line = block.kind == BlockKind::heading ? "heading: "
                       : block.kind == BlockKind::item  ? "item: "
                                                        : "paragraph: ";
    for (std::size_t i = 0; i < block.pieces.size(); ++i) {
      if (i > 0) line += " + ";
      for (const char c : words_of(text, block.pieces[i])) line.push_back(c == '\n' ? ' ' : c);
    }
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("document: blank lines part paragraphs") {
  CHECK(blocks_of("The force is good.\n\nIt could be better.\r\n\r\nWe will return.") ==
        Lines{"paragraph: The force is good.", "paragraph: It could be better.", "paragraph: We will return."});
}

TEST_CASE("document: no text has no blocks") {
  CHECK(blocks_of("").empty());
  CHECK(blocks_of(" \n\t\n\u00A0\n").empty());
}

TEST_CASE("document: a short line without a stop is a heading, so is one behind a hash") {
  CHECK(blocks_of("Areas for improvement\n\nThe force should act.\n\n## What is good\nIt listens.") ==
        Lines{"heading: Areas for improvement", "paragraph: The force should act.", "heading: ## What is good",
              "paragraph: It listens."});
}

TEST_CASE("document: lines that were wrapped belong together") {
  const std::string text =
      "The force has made good progress since our last inspection, and\n"
      "officers know what is expected of them. Supervisors check a\n"
      "sample of records every month and give feedback to their teams.\n";
  const Lines blocks = blocks_of(text);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks.front().find("a sample of records") != std::string::npos);
}

TEST_CASE("document: bullets and numbers open items") {
  for (const char* bullet : {"• ", "- ", "* ", "– ", "1. ", "2.1 ", "(a) ", "b) "}) {
    if (std::string_view(bullet) == "2.1 ") continue;  // a number without a mark behind it may be a figure
    const std::string text =
        std::string("The force should:\n\n") + bullet + "improve its records\n" + bullet + "train staff";
    CAPTURE(text);
    const Lines blocks = blocks_of(text);
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[1] == std::string("item: ") + bullet + "improve its records");
    CHECK(blocks[2] == std::string("item: ") + bullet + "train staff");
  }
}

TEST_CASE("document: who speaks is read from labels and carried on") {
  const std::string text = "Chair: Thank you for coming.\n\nWe begin.\n\nQ2 Ms Osei: Is it safe?\n\nChair: I hope so.";
  const Document document = read_document(text, knowledge());
  REQUIRE(document.speakers == std::vector<std::string>{"Chair", "Ms Osei"});
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[0].speaker == 0);
  CHECK(document.blocks[1].speaker == 0);
  CHECK(document.blocks[2].speaker == 1);
  CHECK(document.blocks[3].speaker == 0);
  CHECK(text.substr(document.blocks[2].body, 2) == "Is");
}

TEST_CASE("document: a colon in prose makes no speaker") {
  CHECK(read_document("The findings are clear: it is not good enough.", knowledge()).speakers.empty());
  CHECK(read_document("Note: figures are rounded.\n\nThe force is good.", knowledge()).speakers.empty());
}

TEST_CASE("document: a sentence goes on behind page furniture") {
  const std::string paragraph = "Officers answer calls. They are polite.\n\n";
  const std::string header = "Inspection of Harrowfold Police\n\n";
  std::string text;
  for (const char* page : {"1", "2", "3"}) {
    text += header;
    for (int i = 0; i < 9; ++i) text += paragraph;
    if (*page == '3') text += "The control room, which opened in spring,\n\n";
    text += std::string(page) + "\n\n";
  }
  text += header + "has too few staff at weekends.\n\n";
  bool bridged = false;
  for (const std::string& block : blocks_of(text)) {
    CHECK_MESSAGE(block.find("Inspection of") == std::string::npos, block);
    bridged =
        bridged || block == "paragraph: The control room, which opened in spring, + has too few staff at weekends.";
  }
  CHECK(bridged);
}

TEST_CASE("document: blocks are in order, hold no blanks at their edges and lie within the text") {
  for (const OddText& odd : odd_texts()) {
    CAPTURE(odd.name);
    std::uint32_t end = 0;
    for (const Block& block : read_document(odd.text, knowledge()).blocks) {
      REQUIRE_FALSE(block.pieces.empty());
      CHECK(block.body >= block.pieces.front().start);
      for (const Span& piece : block.pieces) {
        CHECK(piece.start >= end);
        CHECK(piece.start < piece.end);
        end = piece.end;
      }
    }
    CHECK(end <= odd.text.size());
  }
}

}  // namespace candour::test
