namespace StudioApp.Diffusion.Sessions;

/// <summary>A graph's file and what exporters put beside it when its weights do not fit in: <c>model.onnx_data</c>, <c>model.onnx.data</c>.</summary>
internal static class GraphFiles
{
    public static long Bytes(string folder, string file) => Bytes(new FileInfo(Path.Combine(folder, file)));

    public static long Bytes(FileInfo file) => file.Length + Beside(file).Sum(beside => beside.Length);

    public static FileInfo[] Beside(FileInfo file) => [.. file.Directory!.EnumerateFiles(file.Name + "*").Where(beside => beside.Name != file.Name).OrderBy(f => f.Name, StringComparer.Ordinal)];
}
