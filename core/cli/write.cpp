#include "write.h"

namespace candour::cli {

std::unique_ptr<Writer> make_writer(const WriterSettings& settings, Output& out) {
  switch (settings.format) {
    case Format::json:
      return json_writer(out, settings.units, settings.single);
    case Format::ndjson:
      return lines_writer(out, settings.units);
    case Format::csv:
      return csv_writer(out, settings.units);
    case Format::markdown:
      return markdown_writer(out);
    case Format::html:
      return html_writer(out);
    case Format::sarif:
      return sarif_writer(out, settings.units);
    default:
      return text_writer(out, terminal());
  }
}

}  // namespace candour::cli
