// `candour explain`: what the analyser makes of a sentence, clause by clause, for people who wonder why.
#ifndef CANDOUR_CLI_EXPLAIN_H
#define CANDOUR_CLI_EXPLAIN_H

#include "candour/candour.h"
#include "output.h"
#include "report.h"

namespace candour::cli {

/// Writes the clauses of the text in order: what each says, why, and which words of the lexicon stand in it.
void explain(const Report& report, const Analyser& analyser, const Terminal& terminal, Output& out);

}  // namespace candour::cli

#endif  // CANDOUR_CLI_EXPLAIN_H
