//! Quotas: one target shared out down a tree of regions, seats and people, exactly, by period, with its reasons.
//!
//! A pure engine: plain data in, plain data out, no clock, thread or hidden generator, and no
//! knowledge of documents or screens. The same question gives the same answer on every platform.
//!
//! Outlines, accounts and people of a plan are not known here; whoever asks puts them into the tree.
