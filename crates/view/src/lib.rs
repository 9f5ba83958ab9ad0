//! Pages folded from claims: entity, timeline, condition, disagreements
