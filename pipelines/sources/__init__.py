"""Where documents come from. A source is a PTransform from the pipeline's root to documents."""
