"""From cases to the statutory report and the yearly dashboard."""
