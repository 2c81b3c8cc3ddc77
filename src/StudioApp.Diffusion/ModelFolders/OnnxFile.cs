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
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            return ModelFolderProblemKind.Incomplete;
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
            var (field, wire) = OnnxFields.ReadTag(stream);
            if (field is <= 0 or > LargestField || wire is not (0 or 2))
                return hasGraph ? ModelFolderProblemKind.Incomplete : ModelFolderProblemKind.Corrupt;
            var value = OnnxFields.ReadVarint(stream);
            if (wire == 0)
                continue;
            if (value > (ulong)(stream.Length - stream.Position))
                return ModelFolderProblemKind.Incomplete;
            stream.Position += (long)value;
            hasGraph |= field == GraphField;
        }

        return hasGraph ? null : ModelFolderProblemKind.Corrupt;
    }
}
