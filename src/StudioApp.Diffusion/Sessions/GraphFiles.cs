using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Sessions;

/// <summary>
/// A graph's file and those beside it that hold its weights when they do not fit in. Exporters call them what they like, <c>model.onnx_data</c>,
/// <c>weights.pb</c>, <c>onnx__MatMul_1234</c>: only the graph knows.
/// </summary>
internal static class GraphFiles
{
    public static long Bytes(string folder, string file) => Bytes(new FileInfo(Path.Combine(folder, file)));

    public static long Bytes(FileInfo file) => file.Length + Beside(file).Sum(beside => beside.Length);

    /// <returns>In order of their names; what is missing is left out, which opening the graph tells.</returns>
    public static FileInfo[] Beside(FileInfo file) =>
    [
        .. OnnxWeights.Read(file.FullName)
            .Order(StringComparer.Ordinal)
            .Select(name => new FileInfo(Path.Combine(file.DirectoryName!, name))) // a file's path has one
            .Where(beside => beside.Exists)
    ];
}
