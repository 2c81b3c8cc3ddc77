namespace StudioApp.Diffusion.Pipelines;

/// <summary>What <c>_class_name</c> may be: exporters put their own word before the name that a pipeline has in diffusers.</summary>
internal static class PipelineNames
{
    // optimum's, and diffusers' own for ONNX
    private static readonly string[] Exporters = ["ORT", "Onnx"];

    /// <param name="names">As diffusers has them.</param>
    /// <returns>Those first, then the exporters'.</returns>
    public static IReadOnlyList<string> Of(params string[] names) => [.. names, .. Exporters.SelectMany(exporter => names.Select(name => exporter + name))];
}
