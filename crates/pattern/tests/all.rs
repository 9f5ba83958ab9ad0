//! All tests in one program.

mod all {
    mod edges;
    mod envelopes;
    mod focus;
    mod labels;
    mod reference;
    mod scatter;
    mod tables;
    mod windows;
}
