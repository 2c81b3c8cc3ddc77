namespace StudioApp.Diffusion.Tokenizers;

/// <summary>
/// SentencePiece's model file, a protobuf, made such that Microsoft.ML.Tokenizers 2.0.1 reads unigram models rightly. Field numbers are those of
/// sentencepiece_model.proto.
/// </summary>
internal static class SentencePieceFile
{
    private const int PieceField = 1;
    private const int TrainerField = 2;
    private const int PieceTextField = 1;
    private const int ByteFallbackField = 35;
    private const int StartField = 41;

    /// <returns>
    /// The same model, whose start token is its first piece where it had none (T5's has none, with which the library fails when it reads the file; nobody asks for
    /// that token here), and which says of what it does not know that it does not, in place of spelling it out in bytes (whose ids the library gets wrong).
    /// </returns>
    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public static byte[] Mend(byte[] model) => Rewrite(model, TrainerField, trainer =>
        Rewrite(Rewrite(trainer, StartField, start => IsNegative(start) ? [0] : start), ByteFallbackField, _ => [0]));

    /// <returns>The id of byte 0, which those of the others follow; null where the model does not spell out what it does not know.</returns>
    /// <exception cref="InvalidDataException">It is no protobuf, or another one.</exception>
    public static int? FindBytes(byte[] model)
    {
        var fields = Fields(model);
        if (!fields.Exists(field => field.Number == TrainerField) || !fields.Exists(field => field.Number == PieceField))
            throw new InvalidDataException("It has no pieces, or does not say how they were found.");
        var spells = fields
            .Where(field => field.Number == TrainerField)
            .SelectMany(trainer => Inside(model, trainer).Where(field => field.Number == ByteFallbackField).Select(field => model[trainer.Start + field.Start]))
            .Any(value => value != 0);
        var id = spells ? fields.Where(field => field.Number == PieceField).ToList().FindIndex(piece => IsByteZero(model, piece)) : -1;
        return id < 0 ? null : id;
    }

    private static bool IsByteZero(byte[] model, Field piece) =>
        Inside(model, piece).Any(field => field.Number == PieceTextField && model.AsSpan(piece.Start + field.Start, field.Length).SequenceEqual("<0x00>"u8));

    // a negative number of 32 bits is written as one of 64
    private static bool IsNegative(ReadOnlySpan<byte> varint) => varint.Length == 10;

    private static List<Field> Inside(byte[] model, Field outer) => Fields(model.AsSpan(outer.Start, outer.Length));

    private static byte[] Rewrite(byte[] message, int wanted, Func<byte[], byte[]> rewrite)
    {
        using var result = new MemoryStream(message.Length + 8);
        var written = 0;
        foreach (var field in Fields(message).Where(field => field.Number == wanted))
        {
            result.Write(message, written, field.Tag - written);
            var content = rewrite(message[field.Start..(field.Start + field.Length)]);
            WriteVarint(result, (uint)(field.Number << 3) | (field.IsNumber ? 0u : 2u));
            if (!field.IsNumber)
                WriteVarint(result, (ulong)content.Length);
            result.Write(content);
            written = field.Start + field.Length;
        }

        result.Write(message, written, message.Length - written);
        return result.ToArray();
    }

    private static List<Field> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<Field>();
        for (var at = 0; at < message.Length;)
        {
            var tagAt = at;
            var tag = ReadVarint(message, ref at);
            var wire = (int)(tag & 7);
            var length = wire switch
            {
                0 => 0,
                1 => sizeof(ulong),
                2 => (long)Math.Min(ReadVarint(message, ref at), long.MaxValue),
                5 => sizeof(uint),
                _ => throw new InvalidDataException("No protobuf."),
            };
            var start = at;
            if (wire == 0)
                ReadVarint(message, ref at);
            else if (length > message.Length - at)
                throw new InvalidDataException("A field is longer than what holds it.");
            else
                at += (int)length;
            fields.Add(new Field((int)(tag >> 3), wire == 0, tagAt, start, at - start));
        }

        return fields;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at == message.Length)
                throw new InvalidDataException("It stops before its end.");
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("No protobuf.");
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }

    /// <param name="IsNumber">A varint, else bytes.</param>
    /// <param name="Tag">Where the field begins.</param>
    /// <param name="Start">Where what it holds begins.</param>
    private readonly record struct Field(int Number, bool IsNumber, int Tag, int Start, int Length);
}
