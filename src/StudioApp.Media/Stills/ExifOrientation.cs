using System.Buffers.Binary;

namespace StudioApp.Media.Stills;

/// <summary>How a camera was held: one number in a little TIFF file. CIPA DC-008 (Exif 2.32), 4.6.4 A.</summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int Short = 3;
    private const int EntryLength = 12;

    /// <returns>1 to 8; <see cref="Upright"/> where it is not said, or not so that it can be read.</returns>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || tiff[..2] is not ([(byte)'I', (byte)'I'] or [(byte)'M', (byte)'M']))
            return Upright;

        var little = tiff[0] == 'I';
        long directory = Number32(tiff[4..], little);
        if (directory < 8 || directory + 2 > tiff.Length)
            return Upright;

        var entries = tiff[(int)directory..];
        var count = Number16(entries, little);
        for (var at = 2; count-- > 0 && at + EntryLength <= entries.Length; at += EntryLength)
        {
            var entry = entries[at..];
            if (Number16(entry, little) == Tag && Number16(entry[2..], little) == Short)
                return Number16(entry[8..], little) is >= 1 and <= 8 and var orientation ? orientation : Upright;
        }

        return Upright;
    }

    private static int Number16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
