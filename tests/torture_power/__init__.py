"""The real store through ten thousand simulated power cuts: ``make torture-power``."""
