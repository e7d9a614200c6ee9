//! What the product does without a browser, from files to figures: one program, so that it is linked once. Tests of single
//! modules stand beside these; those that need a browser are in `tests/web` and `tests/browser`.

mod design_bad_input;
mod document;
mod doors;
mod exchange;
mod import_units;
mod imports;
mod layers;
mod leaving;
mod letters;
mod limits;
mod one_piece;
mod pay;
mod quota;
mod quota_decisions;
mod quota_judgement;
mod quota_people;
mod quotas;
mod reasons;
mod same_everywhere;
mod trial;
mod whole_areas;
