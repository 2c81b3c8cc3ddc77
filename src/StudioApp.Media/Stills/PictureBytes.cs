using System.Buffers.Binary;

namespace StudioApp.Media.Stills;

/// <summary>A picture's file, read number by number.</summary>
internal sealed class PictureBytes(Stream file)
{
    /// <summary>Of a block that is looked into, such as EXIF.</summary>
    private const int LargestBlock = 1 << 20;

    public bool AtEnd => file.Position >= file.Length;

    /// <exception cref="EndOfStreamException">There is no further byte. As for all that follows.</exception>
    public byte Byte()
    {
        var value = file.ReadByte();
        return value >= 0 ? (byte)value : throw new EndOfStreamException();
    }

    public int Big16() => (Byte() << 8) | Byte();

    public uint Big32() => BinaryPrimitives.ReverseEndianness(Little32());

    public int Little16() => Byte() | (Byte() << 8);

    public uint Little32() => (uint)Little16() | ((uint)Little16() << 16);

    public int Little24() => Little16() | (Byte() << 16);

    /// <summary>Four letters.</summary>
    public string Name() => $"{(char)Byte()}{(char)Byte()}{(char)Byte()}{(char)Byte()}";

    public void Skip(long count)
    {
        if (count < 0 || count > file.Length - file.Position)
            throw new EndOfStreamException();
        file.Position += count;
    }

    /// <returns>Nothing for a block that is too long to be looked into; it is passed over.</returns>
    public byte[] Block(long count)
    {
        if (count > LargestBlock)
        {
            Skip(count);
            return [];
        }

        var block = new byte[count];
        file.ReadExactly(block);
        return block;
    }
}
