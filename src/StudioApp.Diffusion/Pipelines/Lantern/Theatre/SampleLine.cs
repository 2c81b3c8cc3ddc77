namespace StudioApp.Diffusion.Pipelines.Lantern.Theatre;

/// <summary>Where the pixels of one line of a frame fall in a picture: the centres of its pixels are whole numbers.</summary>
/// <param name="U">Of the first, to the right.</param>
/// <param name="V">Of the first, down.</param>
/// <param name="StepU">To the next.</param>
/// <param name="StepV">To the next; 0 where the picture lies square to the line.</param>
internal readonly record struct SampleLine(float U, float V, float StepU, float StepV);
