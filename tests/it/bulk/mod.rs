//! `iacfix bulk` over real repositories.

mod schema;
