// Formats: each writes reports one after the other, holding no more than one at a time.
#ifndef CANDOUR_CLI_WRITE_H
#define CANDOUR_CLI_WRITE_H

#include <memory>

#include "arguments.h"
#include "output.h"
#include "report.h"

namespace candour::cli {

class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;
  virtual void begin() {}
  virtual void write(const Report& report) = 0;
  virtual void end(bool /*all_done*/) {}
};

struct WriterSettings {
  Format format = Format::text;
  Units units = Units::utf16;
  bool single = false;  ///< the input is one document by its nature
};

[[nodiscard]] std::unique_ptr<Writer> make_writer(const WriterSettings& settings, Output& out);

/// One of each for the formats of the same name.
[[nodiscard]] std::unique_ptr<Writer> text_writer(Output& out, const Terminal& terminal);
[[nodiscard]] std::unique_ptr<Writer> json_writer(Output& out, Units units, bool single);
[[nodiscard]] std::unique_ptr<Writer> lines_writer(Output& out, Units units);
[[nodiscard]] std::unique_ptr<Writer> csv_writer(Output& out, Units units);
[[nodiscard]] std::unique_ptr<Writer> markdown_writer(Output& out);
[[nodiscard]] std::unique_ptr<Writer> html_writer(Output& out);
[[nodiscard]] std::unique_ptr<Writer> sarif_writer(Output& out, Units units);

}  // namespace candour::cli

#endif  // CANDOUR_CLI_WRITE_H
