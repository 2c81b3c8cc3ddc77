namespace StudioApp.Diffusion.ModelFolders;

/// <summary>
/// Walks a graph file's outermost protobuf fields without reading what is in them: enough to tell a file that was cut short, or
/// is something else, from a whole one, in microseconds whatever its size.
/// </summary>
internal static class OnnxFile
{
    private const int GraphField = 7;
    private const int LargestField = 25; // onnx.proto's ModelProto ends here

    /// <returns>Incomplete, Corrupt or Unreadable; null when it looks whole.</returns>
    public static ModelFolderProblemKind? FindDamage(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return FindDamage(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ModelFolderProblemKind.Unreadable;
        }
    }

    private static ModelFolderProblemKind? FindDamage(Stream stream)
    {
        var hasGraph = false;
        while (stream.Position < stream.Length)
        {
            if (!TryReadVarint(stream, out var tag))
                return ModelFolderProblemKind.Incomplete;
            var (field, wire) = (tag >> 3, tag & 7);
            if (field is 0 or > LargestField || wire is not (0 or 2))
                return hasGraph ? ModelFolderProblemKind.Incomplete : ModelFolderProblemKind.Corrupt;
            if (!TryReadVarint(stream, out var value))
                return ModelFolderProblemKind.Incomplete;
            if (wire == 0)
                continue;
            if (value > (ulong)(stream.Length - stream.Position))
                return ModelFolderProblemKind.Incomplete;
            stream.Position += (long)value;
            hasGraph |= field == GraphField;
        }

        return hasGraph ? null : ModelFolderProblemKind.Corrupt;
    }

    private static bool TryReadVarint(Stream stream, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0)
                return false;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }
}
