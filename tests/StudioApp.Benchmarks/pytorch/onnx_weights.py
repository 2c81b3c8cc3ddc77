"""Reads the weights of a module out of the ONNX file that torch.onnx has made of it. Needs no package but torch."""

import torch

ELEMENTS = {1: torch.float32, 7: torch.int64, 10: torch.float16}  # the numbers of onnx.proto


def load(module, path):
    """Fills the module; fails when the file lacks one of its weights, or has it in another shape."""
    graph = Graph(path)
    weights = {**graph.tensors, **graph.linear_weights(), **group_norm_weights(module, graph)}
    module.load_state_dict({name: weights[name] for name in module.state_dict() if name in weights})
    return module.eval()


def group_norm_weights(module, graph):
    """Group norms lose their names in the file, but not their order: modules define them in the order in which they run."""
    names = [name for name, child in module.named_modules() if isinstance(child, torch.nn.GroupNorm)]
    scales = graph.channel_scales()
    if len(names) != len(scales):
        raise ValueError(f"the module has {len(names)} group norms, its file {len(scales)}")
    weights = {}
    for name, (weight, bias) in zip(names, scales):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = weight, bias
    return weights


class Graph:
    """The tensors of a file by name, as float32 where they are floats, and its nodes as (operator, inputs, outputs)."""

    def __init__(self, path):
        with open(path, "rb") as file:
            model = memoryview(file.read())
        graph = next(value for field, value in fields(model) if field == 7)
        self.tensors = dict(tensor(value) for field, value in fields(graph) if field == 5)
        self.nodes = [node(value) for field, value in fields(graph) if field == 1]
        for operator, inputs, outputs in self.nodes:
            if operator == "Cast" and inputs[0] in self.tensors:  # weights that lie there as float16
                self.tensors[outputs[0]] = self.tensors[inputs[0]]
        self.readers = {name: reader for reader in self.nodes for name in reader[1]}

    def linear_weights(self):
        """Linear layers on more than one row are a product with a nameless, transposed weight, and then the sum with the named bias."""
        weights = {}
        for operator, inputs, outputs in self.nodes:
            if operator == "MatMul" and inputs[1] in self.tensors:
                bias = next(name for name in self.readers[outputs[0]][1] if name in self.tensors)
                weights[bias.removesuffix("bias") + "weight"] = self.tensors[inputs[1]].t()
        return weights

    def channel_scales(self):
        """Weight and bias of what scales and shifts channels, in the order in which it happens."""
        found = []
        for operator, inputs, outputs in self.nodes:
            scale = next((self.tensors[name] for name in inputs if name in self.tensors and self.tensors[name].dim() == 3), None)
            if operator == "Mul" and scale is not None:
                shift = next(self.tensors[name] for name in self.readers[outputs[0]][1] if name in self.tensors)
                found.append((scale.flatten(), shift.flatten()))
        return found


def tensor(message):
    shape, element, name, raw = [], 0, "", b""
    for field, value in fields(message):
        if field == 1:
            shape.append(value)
        elif field == 2:
            element = value
        elif field == 8:
            name = text(value)
        elif field == 9:
            raw = value
    values = torch.frombuffer(bytearray(raw), dtype=ELEMENTS[element]).reshape(shape)
    return name, values.float() if values.is_floating_point() else values


def node(message):
    inputs, outputs, operator = [], [], ""
    for field, value in fields(message):
        if field == 1:
            inputs.append(text(value))
        elif field == 2:
            outputs.append(text(value))
        elif field == 4:
            operator = text(value)
    return operator, inputs, outputs


def fields(message):
    """The fields of a protobuf message: numbers as they are, everything else as bytes. Tensors' dimensions must not be packed."""
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(message, at)
        else:
            size = {1: 8, 5: 4}.get(kind)
            if size is None:
                size, at = varint(message, at)
            value, at = message[at:at + size], at + size
        yield key >> 3, value


def varint(message, at):
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def text(value):
    return bytes(value).decode()
