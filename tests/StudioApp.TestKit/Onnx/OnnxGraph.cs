using System.Runtime.InteropServices;
using System.Text;

namespace StudioApp.TestKit.Onnx;

/// <summary>Element types, by their numbers in onnx.proto.</summary>
public enum OnnxType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Half = 10,
}

/// <summary>
/// Writes small ONNX graphs (operator set 17, format 8), so that a test can have a model of any signature. Values inside are floats:
/// <see cref="Input"/> and <see cref="Output"/> convert at the border.
/// </summary>
public sealed class OnnxGraph
{
    private const int FormatVersion = 8;
    private const int OperatorSet = 17;

    private readonly Protobuf _nodes = new();
    private readonly Protobuf _ports = new();
    private readonly Protobuf _weights = new();
    private readonly Dictionary<string, byte[]> _beside = [];
    private int _names;

    /// <param name="shape">-1 where a dimension is open; nothing for a single number.</param>
    /// <returns>The input as floats.</returns>
    public string Input(string name, OnnxType type, params ReadOnlySpan<int> shape)
    {
        _ports.Message(11, Port(name, type, shape));
        return type == OnnxType.Float ? name : Cast(name, OnnxType.Float);
    }

    /// <param name="value">Floats.</param>
    public void Output(string name, string value, OnnxType type, params ReadOnlySpan<int> shape)
    {
        _ports.Message(12, Port(name, type, shape));
        Node("Cast", name, [value], ("to", (int)type));
    }

    public string Constant(float[] values, params ReadOnlySpan<int> shape) => Weight(OnnxType.Float, MemoryMarshal.AsBytes(values.AsSpan()), shape);

    public string Constant(params long[] values) => Weight(OnnxType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]);

    /// <summary>A constant whose numbers lie in a file beside the graph.</summary>
    /// <param name="file">Written when the graph is saved.</param>
    public string ConstantBeside(string file, float[] values, params ReadOnlySpan<int> shape)
    {
        _beside[file] = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        var name = Fresh();
        var tensor = new Protobuf();
        foreach (var dimension in shape)
            tensor.Number(1, dimension);
        _weights.Message(5, tensor.Number(2, (int)OnnxType.Float).Message(8, name).Message(13, new Protobuf().Message(1, "location").Message(2, file)).Number(14, 1));
        return name;
    }

    /// <returns>The node's output.</returns>
    public string Node(string op, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes) => Node(op, Fresh(), inputs, attributes);

    public string Add(string a, string b) => Node("Add", [a, b]);

    public string Tanh(string value) => Node("Tanh", [value]);

    public string Sin(string value) => Node("Sin", [value]);

    public string Reshape(string value, params long[] shape) => Node("Reshape", [value, Constant(shape)]);

    public void Save(string path)
    {
        var graph = new Protobuf().Append(_nodes).Message(2, "toy").Append(_weights).Append(_ports);
        var model = new Protobuf().Number(1, FormatVersion).Message(7, graph).Message(8, new Protobuf().Message(1, "").Number(2, OperatorSet));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, model.ToArray());
        foreach (var (file, bytes) in _beside)
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, file), bytes);
    }

    private string Cast(string value, OnnxType type) => Node("Cast", [value], ("to", (int)type));

    private string Fresh() => $"v{_names++}";

    private string Node(string op, string output, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new Protobuf();
        foreach (var input in inputs)
            node.Message(1, input);
        node.Message(2, output).Message(3, $"{op} {output}").Message(4, op);
        foreach (var (name, value) in attributes)
            node.Message(5, Attribute(name, value));
        _nodes.Message(1, node);
        return output;
    }

    private static Protobuf Attribute(string name, object value)
    {
        var attribute = new Protobuf().Message(1, name);
        switch (value)
        {
            case int number:
                return attribute.Number(3, number).Number(20, 2);
            case string text:
                return attribute.Message(4, text).Number(20, 3);
            case int[] numbers:
                foreach (var number in numbers)
                    attribute.Number(8, number);
                return attribute.Number(20, 7);
            default:
                throw new ArgumentException($"No attribute holds a {value.GetType()}.", nameof(value));
        }
    }

    private string Weight(OnnxType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> shape)
    {
        var name = Fresh();
        var tensor = new Protobuf();
        foreach (var dimension in shape)
            tensor.Number(1, dimension);
        _weights.Message(5, tensor.Number(2, (int)type).Message(8, name).Message(9, bytes));
        return name;
    }

    private static Protobuf Port(string name, OnnxType type, ReadOnlySpan<int> shape)
    {
        var dimensions = new Protobuf();
        for (var i = 0; i < shape.Length; i++)
            dimensions.Message(1, shape[i] < 0 ? new Protobuf().Message(2, $"{name}_{i}") : new Protobuf().Number(1, shape[i]));
        return new Protobuf().Message(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, (int)type).Message(2, dimensions)));
    }

    /// <summary>Fields of one protobuf message, in the order in which they are written.</summary>
    private sealed class Protobuf
    {
        private readonly MemoryStream _bytes = new();

        public Protobuf Number(int field, long value)
        {
            Varint((ulong)field << 3);
            Varint((ulong)value);
            return this;
        }

        public Protobuf Message(int field, ReadOnlySpan<byte> bytes)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)bytes.Length);
            _bytes.Write(bytes);
            return this;
        }

        public Protobuf Message(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

        public Protobuf Message(int field, Protobuf message) => Message(field, message.ToArray());

        public Protobuf Append(Protobuf fields)
        {
            fields._bytes.WriteTo(_bytes);
            return this;
        }

        public byte[] ToArray() => _bytes.ToArray();

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
                _bytes.WriteByte((byte)(value | 0x80));
            _bytes.WriteByte((byte)value);
        }
    }
}
