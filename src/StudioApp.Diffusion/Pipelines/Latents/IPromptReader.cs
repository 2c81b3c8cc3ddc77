using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>Turns a request's words into what its denoiser is told: tokenizers and text encoders.</summary>
internal interface IPromptReader : IDisposable
{
    /// <param name="guided">Whether there is to be something to keep away from.</param>
    /// <returns>Negative is null where there is no guidance; else its context is as long as the prompt's.</returns>
    (Conditioning Positive, Conditioning? Negative) Read(VideoRequest request, bool guided, RunScope scope);
}
