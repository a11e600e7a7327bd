from pipeline import Pipeline

Pipeline("pipeline", "test")
