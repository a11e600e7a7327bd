from pipeline_stack import PipelineStack

PipelineStack("pipeline", "dev", {"Team": "data"})
