// RE2's util/logging.h for WebAssembly, found before RE2's own: nobody reads a log there, and without the streams that
// RE2 writes it with the module is a third smaller. A failed check still ends the program.
#ifndef UTIL_LOGGING_H_
#define UTIL_LOGGING_H_

#include <cassert>
#include <cstdlib>

#include "util/util.h"

namespace candour_re2_logging {

struct Nothing {
  template <class T>
  const Nothing& operator<<(const T&) const {
    return *this;
  }
};

struct Abort : Nothing {
  ~Abort() { std::abort(); }
};

}  // namespace candour_re2_logging

#define DCHECK(condition) assert(condition)
#define DCHECK_EQ(val1, val2) assert((val1) == (val2))
#define DCHECK_NE(val1, val2) assert((val1) != (val2))
#define DCHECK_LE(val1, val2) assert((val1) <= (val2))
#define DCHECK_LT(val1, val2) assert((val1) < (val2))
#define DCHECK_GE(val1, val2) assert((val1) >= (val2))
#define DCHECK_GT(val1, val2) assert((val1) > (val2))

#define CHECK(x) \
  if (x) {       \
  } else         \
    candour_re2_logging::Abort()
#define CHECK_LT(x, y) CHECK((x) < (y))
#define CHECK_GT(x, y) CHECK((x) > (y))
#define CHECK_LE(x, y) CHECK((x) <= (y))
#define CHECK_GE(x, y) CHECK((x) >= (y))
#define CHECK_EQ(x, y) CHECK((x) == (y))
#define CHECK_NE(x, y) CHECK((x) != (y))

#define CANDOUR_LOG_INFO candour_re2_logging::Nothing()
#define CANDOUR_LOG_WARNING candour_re2_logging::Nothing()
#define CANDOUR_LOG_ERROR candour_re2_logging::Nothing()
#define CANDOUR_LOG_DFATAL candour_re2_logging::Nothing()
#define CANDOUR_LOG_FATAL candour_re2_logging::Abort()
#define LOG(severity) CANDOUR_LOG_##severity

#endif  // UTIL_LOGGING_H_
