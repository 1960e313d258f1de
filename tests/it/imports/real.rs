//! A real region's files, where they are.
