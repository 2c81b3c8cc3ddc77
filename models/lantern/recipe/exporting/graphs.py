"""PyTorch modules to ONNX files with half the bytes: weights are stored as 16-bit floats and cast when the file is loaded."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 16
SMALL = 256  # numbers; shorter constants stay as they are


@dataclass(frozen=True)
class Graph:
    """One file of the model folder. axes: names of the dynamic axes of inputs and outputs."""
    name: str
    module: torch.nn.Module
    inputs: dict[str, torch.Tensor]
    outputs: tuple[str, ...]
    axes: dict[str, dict[int, str]]


def write(graph: Graph, folder: Path) -> Path:
    path = folder / graph.name / "model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(graph.module.eval(), tuple(graph.inputs.values()), str(path), input_names=list(graph.inputs), output_names=list(graph.outputs),
                      dynamic_axes=graph.axes, opset_version=OPSET, do_constant_folding=True)
    halve(path)
    return path


def halve(path: Path) -> None:
    """float32 weights become float16 ones with a Cast, which runtimes fold at load."""
    model = onnx.load(str(path))
    weights, casts = [], []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size > SMALL:
            weights.append(numpy_helper.from_array(values.astype(np.float16), weight.name + "_half"))
            casts.append(helper.make_node("Cast", [weight.name + "_half"], [weight.name], name="cast_" + weight.name.replace(".", "_"), to=TensorProto.FLOAT))
        else:
            weights.append(weight)
    nodes = list(model.graph.node)
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(weights)
    model.graph.node.extend(casts + nodes)
    for field in ("doc_string",):
        model.graph.ClearField(field)
    for node in model.graph.node:
        node.ClearField("doc_string")
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
