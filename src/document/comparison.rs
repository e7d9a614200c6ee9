//! Scenarios on the same measures, and what changes hands between two of them.
