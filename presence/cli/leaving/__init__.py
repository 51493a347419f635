"""Coming to this computer and leaving it: what a desktop is told, and every trace taken away."""
