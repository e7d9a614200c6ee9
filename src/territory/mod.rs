//! Territory design.
