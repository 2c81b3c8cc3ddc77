using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.Engine;
using StudioApp.Web.Features.Api;
using StudioApp.Web.Features.Gallery;
using StudioApp.Web.Features.Jobs;
using StudioApp.Web.Features.LivePreview;
using StudioApp.Web.Features.Models;
using StudioApp.Web.Features.PromptStudio;
using StudioApp.Web.Host;
using StudioApp.Web.Host.Health;
using StudioApp.Web.Shared;

var builder = WebApplication.CreateBuilder(args);

builder.AddStudioOptions();
builder.GuardLoopback();
builder.AddStudioLogging();
builder.UseStudioOrleans();

builder.Services
    .AddStudioData()
    .AddSqlite()
    .AddLocalGeneration()
    .AddModelHub()
    .AddGenerationEngine()
    .AddStudioHost(builder.Configuration)
    .AddHealth();

builder.Services
    .AddStudioShell()
    .AddPromptStudio()
    .AddLivePreview()
    .AddJobs()
    .AddGallery()
    .AddModels()
    .AddApi();

var app = builder.Build();

app.UseStudioHost();

app.MapHealth();
app.MapStudioShell();
app.MapLivePreview();
app.MapApi();

return await app.RunStudioAsync();

/// <summary>Named for tests that start the real host.</summary>
public partial class Program;
