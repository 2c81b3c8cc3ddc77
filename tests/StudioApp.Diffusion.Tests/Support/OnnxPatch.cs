using System.Buffers.Binary;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>Overwrites weights inside a graph file without changing its structure.</summary>
internal sealed class OnnxPatch
{
    private const int ModelGraph = 7;
    private const int GraphInitializer = 5;
    private const int TensorRawData = 9;

    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly List<Range> _weights = [];

    public OnnxPatch(string path)
    {
        _path = path;
        _bytes = File.ReadAllBytes(path);
        foreach (var graph in Fields(0.._bytes.Length, ModelGraph))
        {
            foreach (var tensor in Fields(graph, GraphInitializer))
                _weights.AddRange(Fields(tensor, TensorRawData));
        }

        _weights.Sort((a, b) => Length(b).CompareTo(Length(a)));
    }

    /// <param name="rank">0 is the largest tensor.</param>
    public OnnxPatch FillHalf(int rank, Half value)
    {
        var span = _bytes.AsSpan(_weights[rank]);
        for (var i = 0; i + 2 <= span.Length; i += 2)
            BinaryPrimitives.WriteHalfLittleEndian(span[i..], value);
        return this;
    }

    /// <param name="rank">0 is the largest tensor.</param>
    public OnnxPatch FillSingle(int rank, float value)
    {
        var span = _bytes.AsSpan(_weights[rank]);
        for (var i = 0; i + 4 <= span.Length; i += 4)
            BinaryPrimitives.WriteSingleLittleEndian(span[i..], value);
        return this;
    }

    public OnnxPatch ReplaceText(string old, string with)
    {
        Assert.Equal(old.Length, with.Length);
        var found = 0;
        var (from, to) = (System.Text.Encoding.ASCII.GetBytes(old), System.Text.Encoding.ASCII.GetBytes(with));
        for (int at; (at = _bytes.AsSpan().IndexOf(from)) >= 0; found++)
            to.CopyTo(_bytes, at);
        Assert.True(found > 0, $"'{old}' is not in the graph.");
        return this;
    }

    /// <summary>Sets the version of the ONNX format, which files begin with: one byte, below 128.</summary>
    public OnnxPatch SetFormat(byte version)
    {
        Assert.Equal(8, _bytes[0]);
        _bytes[1] = version;
        return this;
    }

    /// <summary>Sets the version of the default operator set: one byte, below 128.</summary>
    public OnnxPatch SetOpset(byte version)
    {
        const int modelOpset = 8;
        const byte versionTag = 2 << 3;
        var opset = Fields(0.._bytes.Length, modelOpset).Single();
        var at = _bytes.AsSpan(opset).IndexOf(versionTag) + opset.Start.Value;
        _bytes[at + 1] = version;
        return this;
    }

    public void Save() => File.WriteAllBytes(_path, _bytes);

    private static int Length(Range range) => range.End.Value - range.Start.Value;

    private IEnumerable<Range> Fields(Range message, int wanted)
    {
        for (var at = message.Start.Value; at < message.End.Value;)
        {
            var tag = Varint(ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(ref at);
                    if ((int)(tag >> 3) == wanted)
                        yield return at..(at + length);
                    at += length;
                    break;
            }
        }
    }

    private ulong Varint(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
