//! All tests in one program.

mod all {
    mod answers;
    mod edges;
    mod envelopes;
    mod focus;
    mod labels;
    mod properties;
    mod reference;
    mod scatter;
    mod size;
    mod tables;
    mod windows;
}
