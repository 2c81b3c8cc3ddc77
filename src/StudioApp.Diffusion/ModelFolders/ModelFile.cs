namespace StudioApp.Diffusion.ModelFolders;

/// <summary>What can be told of any file from its first bytes.</summary>
internal static class ModelFile
{
    /// <returns>What is wrong with it, or null.</returns>
    public static ModelFolderProblemKind? Find(string path)
    {
        try
        {
            if (!File.Exists(path))
                return ModelFolderProblemKind.Missing;
            using var stream = File.OpenRead(path);
            var lfs = "version https://git-lfs"u8;
            Span<byte> start = stackalloc byte[lfs.Length];
            var read = stream.ReadAtLeast(start, lfs.Length, throwOnEndOfStream: false);
            return read == 0 ? ModelFolderProblemKind.Incomplete
                : start[..read].SequenceEqual(lfs) ? ModelFolderProblemKind.LfsPointer
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ModelFolderProblemKind.Unreadable;
        }
    }
}
